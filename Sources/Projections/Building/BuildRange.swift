import EventStorage
import Filings
import Postgres

/// Streams that follow each other by their ids: what one transaction of a build computes.
struct BuildRange: Sendable {
    let streams: ClosedRange<Int64>
    let events: Int64

    /// A SELECT of the ranges, in one pass over the log.
    ///
    /// A stream belongs to the range in which its first event falls when all streams are laid one
    /// behind the other: so ranges have about the same number of events, and one more by a long
    /// stream at the end.
    ///
    /// - Parameter build: A first column to have before; `nil`: none.
    static func cut(through target: Int64, rangeEvents: Int64, build: String?) -> SQL {
        let first: SQL = build.map { "\($0), " } ?? ""
        return """
            SELECT \(first)min(stream_id), max(stream_id), sum(events)::bigint FROM (
                SELECT stream_id, events,
                    (sum(events) OVER (ORDER BY stream_id) - events)::bigint / \(rangeEvents) AS range
                FROM (
                    SELECT stream_id, count(*) AS events FROM annals.events
                    WHERE position <= \(target) GROUP BY stream_id) AS streams) AS placed
            GROUP BY range
            """
    }

    /// Takes the longest range that is not done, to the end of the transaction.
    ///
    /// - Parameter waits: Also for ranges that another session has taken; else they count as done.
    static func take(
        of build: String, waits: Bool, on connection: isolated Connection
    ) throws(DatabaseError) -> BuildRange? {
        let row = try connection.query(
            """
            SELECT first_stream, last_stream, events FROM annals_read.build_ranges
            WHERE build = \(build) AND done_at IS NULL
            ORDER BY events DESC, first_stream LIMIT 1
            FOR UPDATE \(raw: waits ? "" : "SKIP LOCKED")
            """
        ).first
        return try row.map { row throws(DatabaseError) in
            let (first, last): (Int64, Int64) = (try row.decode(0), try row.decode(1))
            return BuildRange(streams: first...last, events: try row.decode(2))
        }
    }

    /// - Throws: ``BuildError/discarded`` when the build is gone or another session did the range.
    func markDone(in build: String, on connection: isolated Connection) throws(BuildError) {
        let changed = try BuildError.wrappingDatabase { () throws(DatabaseError) in
            try connection.execute(
                """
                UPDATE annals_read.build_ranges SET done_at = clock_timestamp()
                WHERE build = \(build) AND first_stream = \(streams.lowerBound)
                    AND done_at IS NULL
                """)
        }
        if changed == 0 { throw .discarded }
    }
}
