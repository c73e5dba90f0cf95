import EventStorage
import Postgres

/// The columns of a read model's rows, beside `key`, `from_position` and `to_position`.
package protocol ProjectedRow: Equatable, Sendable {
    /// Names and SQL types, in order: `("filed_on", "date NOT NULL")`.
    static var columns: [(name: String, type: String)] { get }
    /// Indexes beside those on the key: what follows the table's name, `(company, anchor)`.
    static var indexes: [String] { get }
    /// Columns that PostgreSQL computes of the others: `words tsvector GENERATED ALWAYS AS (…) STORED`.
    static var generated: [String] { get }
    /// Writes the values, in the order of ``columns``.
    func write(to row: inout CopyWriter)
    /// Reads what ``write(to:)`` wrote.
    init(_ columns: inout ColumnReader) throws(EventStoreError)
}

extension ProjectedRow {
    package static var generated: [String] { [] }

    static var columnNames: String { columns.map(\.name).joined(separator: ", ") }
}
