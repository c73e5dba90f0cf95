import EventStorage
import Filings
import Postgres
import Proofs

/// Reads up to 65,536 entries that begin at a whole subtree, and checks them by themselves.
///
/// What it takes others to check, that versions go on and times rise from range to range, is handed
/// on. The rows come in the order in which they lie, which is that of positions but for accidents:
/// PostgreSQL gives them a third faster so. At the first surprise the range is read in order.
struct RangeCheck {
    /// The first positions are multiples of this, and 1.
    static let width: Int64 = 65_536

    let positions: ClosedRange<Int64>
    /// The sizes, within the range, at which roots are wanted.
    let sizes: [Int64]
    let names: StreamNames
    /// The hashes of the entries as tiles have them, where the entries are in an archive.
    var archivedLeaves: [NodeHash]?

    /// What the range gave.
    struct Outcome: Sendable {
        var piece: TreeEdge
        /// The root of the entries from the range's start to a size, by size.
        var roots: [Int64: NodeHash] = [:]
        /// The full tiles of levels 0 and 1.
        var tiles: [TreeEdge.Tile] = []
        /// By stream.
        var runs: [Int64: StreamRun] = [:]
        var firstTime = Int64.min
        var lastTime = Int64.min
        var bytes: Int64 = 0
        var entries: Int64 = 0
        /// How many entries are in an archive; not among the others.
        var archived: Int64 = 0
        /// A sum over tags and positions, whatever their order.
        var tagSum: UInt64 = 0
        /// Of events that attach or erase a part.
        var partPositions: [Int64] = []
        var findings: [VerifyReport.Finding] = []
        /// Whether all positions were there, each once.
        var isWhole = true
    }

    /// A stream's events here: the first one's version and position, and the last one's version.
    struct StreamRun: Sendable {
        let first: Int64
        let position: Int64
        var last: Int64
    }

    private struct Surprise: Error {}

    func read(on connection: isolated Connection) throws(SealError) -> Outcome {
        do {
            if let place = try place(on: connection) {
                do {
                    return try read(place, isOrdered: false, on: connection)
                } catch is Surprise {}
            }
            return try read("true", isOrdered: true, on: connection)
        } catch let error as DatabaseError {
            throw SealError(error)
        } catch {
            throw SealError(DatabaseError(message: "\(error)"))
        }
    }

    /// Where the range lies in the table, if its first and its last row are there.
    private func place(on connection: isolated Connection) throws(DatabaseError) -> String? {
        let ends = try connection.query(
            """
            SELECT ctid::text FROM annals.events
            WHERE position IN (\(positions.lowerBound), \(positions.upperBound)) ORDER BY position
            """)
        guard let first = ends.first, let last = ends.last else { return nil }
        return "ctid >= '\(try first.decode(0, as: String.self))' "
            + "AND ctid <= '\(try last.decode(0, as: String.self))'"
    }

    /// COPY takes no parameters; what is put in are numbers of ours and the server's own places.
    private func read(
        _ place: String, isOrdered: Bool, on connection: isolated Connection
    ) throws -> Outcome {
        var reader = RangeReader(self)
        try connection.copyOut(
            """
            COPY (SELECT \(EntryColumns.names) FROM annals.events
                  WHERE \(place) AND position >= \(positions.lowerBound)
                      AND position <= \(positions.upperBound)
                  \(isOrdered ? "ORDER BY position" : ""))
            TO STDOUT (FORMAT binary)
            """
        ) { row in
            guard reader.take(&row) || isOrdered else { throw Surprise() }
        }
        reader.finish()
        if !isOrdered, !reader.outcome.isWhole { throw Surprise() }
        return reader.outcome
    }
}
