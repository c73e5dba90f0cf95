/// What a rebuild would read, write and take, from a sample.
public struct RebuildEstimate: Equatable, Sendable {
    public struct Table: Equatable, Sendable {
        public let projection: String
        public let version: Int64
        /// Events of the types that it needs; exact.
        public let events: Int64
        /// Rows with their history, as many for an event as in the sample.
        public let rows: Int64
        /// Its share of the whole rebuild's time.
        public let share: Duration
    }

    /// The head; what is recorded later takes more.
    public let target: Int64
    public let tables: [Table]

    /// Of the whole rebuild, with the workers that were asked for.
    public var duration: Duration { tables.reduce(.zero) { $0 + $1.share } }
}
