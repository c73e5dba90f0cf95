import EventStorage
import Filings
import Postgres

@testable import Projections

/// Names by stream and number, with an event that it cannot take, one way or the other.
struct PickyNames: Projection {
    struct Row: ProjectedRow {
        var number: Int64
        var name: String

        static let columns = [
            (name: "number", type: "bigint NOT NULL CHECK (number <> 13)"),
            (name: "name", type: "text NOT NULL"),
        ]
        static let indexes: [String] = []

        func write(to row: inout CopyWriter) {
            row.put(integer: number)
            row.put(text: name)
        }

        init(number: Int64, name: String) {
            self.number = number
            self.name = name
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            number = try columns.integer()
            name = try columns.text()
        }
    }

    /// An event named like this is refused.
    static let refused = "refuse me"
    /// One named like this is taken, and PostgreSQL does not take its row.
    static let unstorable = "unstorable"

    var name = "picky_names"
    var version: Int64 = 1
    let types: Set<String>? = [CompanyNamed.type]

    func keys(of recorded: RecordedEvent) -> [String] {
        guard case .companyNamed = recorded.event else { return [] }
        return [recorded.stream.text]
    }

    func evolve(
        _ row: inout Row?, key: String, by recorded: RecordedEvent
    ) throws(RefusedByProjection) {
        guard case .companyNamed(let named) = recorded.event else { return }
        if named.name == Self.refused { throw RefusedByProjection("it says \(named.name)") }
        let number = named.name == Self.unstorable ? 13 : (row?.number ?? 100) + 1
        row = Row(number: number, name: named.name)
    }
}
