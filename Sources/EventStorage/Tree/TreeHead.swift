import Postgres
import Proofs

/// How far the proof tree is, and its root there.
public struct TreeHead: Equatable, Sendable {
    /// How many entries it covers: the position of the last one.
    public let size: Int64
    public let root: NodeHash

    init(size: Int64, root: NodeHash) {
        self.size = size
        self.root = root
    }

    static let columns: SQL = "SELECT size, root FROM annals.tree WHERE ledger_id = 1"

    /// Reads what ``columns`` gave.
    init(_ rows: [Row]) throws(EventStoreError) {
        guard let row = rows.first else { throw .altered(what: "the tree's row is gone") }
        do throws(DatabaseError) {
            let size: Int64 = try row.decode(0)
            guard let root = NodeHash(try row.decode(1, as: [UInt8].self)), size >= 0 else {
                throw DatabaseError(message: "The tree's row has no size or no root.")
            }
            self.init(size: size, root: root)
        } catch {
            throw EventStoreError(error)
        }
    }

    /// Reads the row and locks it to the end of the transaction.
    static func lock(on connection: isolated Connection) throws(EventStoreError) -> TreeHead {
        try TreeHead(try connection.rows("\(columns) FOR UPDATE"))
    }
}

extension Connection {
    /// A query whose failure is the store's.
    func rows(_ sql: SQL) throws(EventStoreError) -> [Row] {
        do throws(DatabaseError) { return try query(sql) } catch { throw EventStoreError(error) }
    }
}
