import Postgres
import Proofs

/// Extends the proof tree in a transaction that holds the tree's lock.
struct TreeWriter {
    private let old: TreeHead
    private(set) var edge: TreeEdge
    private var tiles: [TreeEdge.Tile] = []
    let hasher: MerkleHasher

    init(_ old: TreeHead, edge: TreeEdge, by hasher: MerkleHasher) {
        self.old = old
        self.edge = edge
        self.hasher = hasher
    }

    /// Appends the leaf of an entry.
    mutating func append(_ leaf: NodeHash) {
        edge.append(leaf, by: hasher) { tiles.append($0) }
    }

    /// Appends the entries after the tree's end through a position, as the log has them.
    mutating func appendEntries(
        through last: Int64, on connection: isolated Connection
    ) throws(EventStoreError) {
        // Read into a copy: the reader's closure must not hold on to this one.
        var writer = self
        do {
            try connection.copyOut(Self.command(after: edge.size, through: last)) { row in
                guard let position = row.nextInteger(Int64.self), let entry = row.nextField() else {
                    return
                }
                guard position == writer.edge.size + 1 else {
                    throw EventStoreError.altered(
                        what: "position \(writer.edge.size + 1) is missing")
                }
                writer.append(writer.hasher.leaf(entry))
            }
        } catch let error as EventStoreError {
            throw error
        } catch let error as DatabaseError {
            throw EventStoreError(error)
        } catch {
            throw .database(DatabaseError(kind: .cancelled, message: "\(error)"))
        }
        guard writer.edge.size == last else {
            throw .altered(what: "position \(writer.edge.size + 1) is missing")
        }
        self = writer
    }

    /// COPY takes no parameters; both are numbers of ours.
    private static func command(after: Int64, through: Int64) -> String {
        """
        COPY (SELECT position, entry FROM annals.events
              WHERE position > \(after) AND position <= \(through) ORDER BY position)
        TO STDOUT (FORMAT binary)
        """
    }

    /// Stores the tiles that were filled, and how far the tree is now.
    ///
    /// - Throws: Also where somebody has moved the tree in spite of the lock.
    func write(on connection: isolated Connection) throws(EventStoreError) -> TreeHead {
        let new = TreeHead(size: edge.size, root: edge.root(by: hasher))
        do throws(DatabaseError) {
            if !tiles.isEmpty {
                try connection.execute(
                    """
                    INSERT INTO annals.tiles (level, number, root, hashes)
                    SELECT * FROM unnest(
                        \(tiles.map { Int16($0.place.level) }), \(tiles.map(\.place.number)),
                        \(tiles.map { $0.root?.bytes ?? [] }), \(tiles.map(\.hashes.joinedBytes)))
                    """)
            }
            let moved = try connection.execute(
                """
                UPDATE annals.tree SET size = \(new.size), root = \(new.root.bytes)
                WHERE ledger_id = 1 AND size = \(old.size) AND root = \(old.root.bytes)
                """)
            guard moved == 1 else {
                throw DatabaseError(message: "The tree was moved by somebody else.")
            }
        } catch {
            throw EventStoreError(error)
        }
        return new
    }
}
