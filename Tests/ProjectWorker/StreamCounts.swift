import EventStorage
import Filings
import Postgres
import Projections

/// How many events each stream has, and the sum of their positions.
///
/// The only projection that an event applied twice, or not at all, must change: what the others
/// compute of an event is often what was there before.
package struct StreamCounts: Projection {
    package struct Row: ProjectedRow {
        package var events: Int64 = 0
        package var positions: Int64 = 0

        package static let columns = [
            (name: "events", type: "bigint NOT NULL"), (name: "positions", type: "bigint NOT NULL"),
        ]
        package static let indexes: [String] = []

        init() {}

        package init(_ columns: inout ColumnReader) throws(EventStoreError) {
            events = try columns.integer()
            positions = try columns.integer()
        }

        package func write(to row: inout CopyWriter) {
            row.put(integer: events)
            row.put(integer: positions)
        }
    }

    package let name = "stream_counts"
    package let version: Int64 = 1
    package let types: Set<String>? = nil

    package init() {}

    package func keys(of recorded: RecordedEvent) -> [String] { [recorded.stream.text] }

    package func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        var counts = row ?? Row()
        counts.events += 1
        counts.positions += recorded.position
        row = counts
    }
}
