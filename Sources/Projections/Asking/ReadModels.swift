import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Asks the read models, as they are or as of any position.
public struct ReadModels: Sendable {
    let store: EventStore

    public init(_ store: EventStore) { self.store = store }

    /// A company's history in order: anchor, last day, position; undated lines come last.
    ///
    /// - Parameter brief: Filings and plain lines come without their whole record, which is most of
    ///   what is read; enough for a drawing.
    public func timeline(
        of company: StreamName, at position: Int64? = nil, brief: Bool = false
    ) async throws(EventStoreError) -> [Line] {
        let rows = try await query(brief ? briefly(company, position) : whole(company, position))
        let lines = try await TwoCores.read(rows) { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            return Line(try Timeline.Row(&columns), filing: try columns.optionalJSON())
        }
        return lines.sorted { $0.sortKey < $1.sortKey }
    }

    /// The last position stands for now: of a table without statistics, as a new one is, the planner
    /// would read the index of all rows that hold now beside the company's.
    private func briefly(_ company: StreamName, _ position: Int64?) -> SQL {
        """
        SELECT \(raw: Self.timelineColumns), CASE WHEN NOT t.is_plain THEN t.record END, NULL
        FROM annals_read.timeline t
        WHERE t.company = \(company.text) AND \(Self.holds("t", at: position ?? .max))
        """
    }

    /// Both tables as they are at one moment: a statement sees one state of the database.
    private func whole(_ company: StreamName, _ position: Int64?) -> SQL {
        """
        SELECT \(raw: Self.timelineColumns), t.record, f.record
        FROM annals_read.timeline t LEFT JOIN annals_read.filings f
            ON t.record IS NULL AND f.key = t.key AND f.company = t.company
                AND \(Self.holds("f", at: position))
        WHERE t.company = \(company.text) AND \(Self.holds("t", at: position ?? .max))
        """
    }

    /// The columns of a timeline's row but the record, in their order.
    static let timelineColumns = Timeline.Row.columns.dropLast().map { "t." + $0.name }
        .joined(separator: ", ")

    func query(_ sql: SQL) async throws(EventStoreError) -> [Row] {
        try await store.query(sql)
    }

    func perform<Value: Sendable>(
        _ body: @Sendable (isolated Connection) throws(DatabaseError) -> Value
    ) async throws(EventStoreError) -> Value {
        try await store.repeating { connection throws(EventStoreError) in
            do throws(DatabaseError) {
                return try body(connection)
            } catch {
                throw EventStoreError(error)
            }
        }
    }
}
