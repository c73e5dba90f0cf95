import Postgres
import Proofs

/// A row of `annals.tiles`: a full tile.
public struct StoredTile: Sendable {
    let number: Int64
    public let hashes: [NodeHash]
    /// What is stored as the hash of all of them.
    public let root: NodeHash

    static let columns: SQL = "number, hashes, root"

    /// Reads ``columns``.
    init(_ row: Row) throws(EventStoreError) {
        do throws(DatabaseError) { number = try row.decode(0) } catch {
            throw EventStoreError(error)
        }
        hashes = row.withBytes(1) { bytes in
            guard let bytes, bytes.count % NodeHash.size == 0 else { return [] }
            return stride(from: 0, to: bytes.count, by: NodeHash.size).map {
                NodeHash(bytes, at: $0)
            }
        }
        guard hashes.count == TilePlace.fullWidth else {
            throw .altered(what: "tile \(number) does not have 256 hashes")
        }
        root = try NodeHash(row, 2)
    }
}

extension NodeHash {
    /// Reads a column of 32 bytes.
    init(_ row: Row, _ column: Int) throws(EventStoreError) {
        let bytes: [UInt8]
        do throws(DatabaseError) { bytes = try row.decode(column) } catch {
            throw EventStoreError(error)
        }
        guard let hash = NodeHash(bytes) else {
            throw .altered(what: "a hash of the tree does not have 32 bytes")
        }
        self = hash
    }
}
