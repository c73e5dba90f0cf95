import EventStorage
import Filings

/// A pure function from events to keyed rows.
///
/// It sees every event once, in order, and no clock, no database and no other projection: the same
/// events give the same rows, whatever the batches were. A new one is a file with a type that
/// conforms, a line in ``ProjectionCatalog`` and a test.
protocol Projection: Sendable {
    associatedtype Row: ProjectedRow

    /// The table's name in the schema `annals_read`: lower case, digits and underscores.
    var name: String { get }
    /// Raised whenever what the function computes changes: the table is then computed again.
    var version: Int64 { get }
    /// The rows that an event touches.
    func keys(of recorded: RecordedEvent) -> [String]
    /// Changes one row; `nil` before the first event of its key, and to end the row.
    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent)
}

/// The columns of a read model's rows, beside `key`, `from_position` and `to_position`.
protocol ProjectedRow: Equatable, Sendable {
    /// Names and SQL types, in order: `("filed_on", "date NOT NULL")`.
    static var columns: [(name: String, type: String)] { get }
    /// Indexes beside those on the key: what follows the table's name, `(company, anchor)`.
    static var indexes: [String] { get }
    /// The values, in the order of ``columns``.
    var values: [ColumnValue] { get }
    /// Reads what ``values`` wrote.
    init(_ columns: inout ColumnReader) throws(EventStoreError)
}
