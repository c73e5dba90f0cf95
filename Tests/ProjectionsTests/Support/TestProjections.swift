import EventStorage
import Filings
import Postgres

@testable import Projections

/// Counts the events of each stream: applied twice or not at all, an event shows.
struct StreamTally: Projection {
    struct Row: ProjectedRow {
        var events: Int64
        var last: Int64

        static let columns = [
            (name: "events", type: "bigint NOT NULL"), (name: "last", type: "bigint NOT NULL"),
        ]
        static let indexes: [String] = []

        init(events: Int64, last: Int64) {
            self.events = events
            self.last = last
        }

        func write(to row: inout CopyWriter) {
            row.put(integer: events)
            row.put(integer: last)
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            events = try columns.integer()
            last = try columns.integer()
        }
    }

    let name: String
    var version: Int64 = 1
    let types: Set<String>? = nil

    init(_ name: String = "tally", version: Int64 = 1) {
        self.name = name
        self.version = version
    }

    func keys(of recorded: RecordedEvent) -> [String] { [recorded.stream.text] }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        row = Row(events: (row?.events ?? 0) + 1, last: recorded.position)
    }
}

/// Takes every event of a type of its own but those whose number it dislikes.
struct Choosy: Projection {
    struct Row: ProjectedRow {
        var text: String

        /// PostgreSQL takes no longer text than this.
        static let columns = [(name: "number", type: "varchar(3) NOT NULL")]
        static let indexes: [String] = []

        init(text: String) { self.text = text }
        func write(to row: inout CopyWriter) { row.put(text: text) }
        init(_ columns: inout ColumnReader) throws(EventStoreError) { text = try columns.text() }
    }

    let name = "choosy"
    let version: Int64 = 1
    let types: Set<String>? = ["test.counted"]
    var refused: Set<Int64> = []

    func keys(of recorded: RecordedEvent) -> [String] { [recorded.id] }

    func evolve(
        _ row: inout Row?, key: String, by recorded: RecordedEvent
    ) throws(RefusedByProjection) {
        let number = recorded.event.data["number"]?.integerValue ?? 0
        if refused.contains(number) { throw RefusedByProjection("number \(number) is refused") }
        row = Row(text: "\(number)")
    }
}
