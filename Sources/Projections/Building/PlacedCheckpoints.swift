import EventStorage
import Postgres

/// Where the tables of projections stand, all places of each.
struct PlacedCheckpoints {
    /// By projection, then by the place's word.
    private let checkpoints: [String: [String: Checkpoint]]

    /// - Parameters:
    ///   - locks: To the end of the transaction, in one order for everybody.
    ///   - place: Only the checkpoints of this place; `nil`: of all.
    init(
        of projections: [any Projection], locks: Bool, only place: TablePlace? = nil,
        on connection: isolated Connection
    ) throws(BuildError) {
        let rows = try BuildError.wrappingDatabase { () throws(DatabaseError) in
            try connection.query(
                """
                SELECT \(Checkpoint.columns), place FROM annals_read.checkpoints
                WHERE projection = ANY (\(projections.map(\.name)))
                    AND (\(place == nil) OR place = \(place?.word ?? ""))
                ORDER BY projection, place \(raw: locks ? "FOR UPDATE" : "")
                """)
        }
        var found: [String: [String: Checkpoint]] = [:]
        for row in rows {
            let checkpoint = try BuildError.wrapping { () throws(EventStoreError) in
                try Checkpoint(row)
            }
            let place = try BuildError.wrappingDatabase { () throws(DatabaseError) in
                try row.decode("place", as: String.self)
            }
            found[checkpoint.projection, default: [:]][place] = checkpoint
        }
        checkpoints = found
    }

    subscript(projection: any Projection, place: TablePlace) -> Checkpoint? {
        checkpoints[projection.name]?[place.word]
    }

    /// An epoch above all that anybody holds.
    func nextEpoch(of projection: any Projection) -> Int64 {
        (checkpoints[projection.name]?.values.map(\.epoch).max() ?? 0) + 1
    }
}
