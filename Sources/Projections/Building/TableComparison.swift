/// How the table that was built differs from the live one, both as of one position.
public struct TableComparison: Equatable, Sendable {
    public enum Kind: String, Sendable {
        /// Only the new table has the row.
        case added
        /// Only the old one has it.
        case gone
        /// Both have it, with other values or another end.
        case changed
    }

    public struct Difference: Equatable, Sendable {
        public let kind: Kind
        public let key: String
        /// The event that made the row.
        public let fromPosition: Int64
    }

    /// Rows that came to be after it are left out, of both tables; rows that ended after it hold.
    public let position: Int64
    public let added: Int64
    public let gone: Int64
    public let changed: Int64
    /// The first differing rows by key and position.
    public let first: [Difference]
    /// Columns that are not in both tables with the same type: they were not compared.
    public let columnsApart: [String]

    public var isSame: Bool { added == 0 && gone == 0 && changed == 0 && columnsApart.isEmpty }
}
