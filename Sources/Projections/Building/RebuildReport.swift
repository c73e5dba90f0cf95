/// What a rebuild did, projection by projection.
public struct RebuildReport: Equatable, Sendable {
    public struct Table: Equatable, Sendable {
        public let projection: String
        public let version: Int64
        /// Rows with those that hold no longer, when it was compared.
        public let rows: Int64
        /// Against the live table before the swap; `nil` when there was none.
        public let comparison: TableComparison?
    }

    public var tables: [Table] = []
    /// Projections that met an event which they cannot take; their live tables are as before.
    public var failures: [BadEvent] = []
    /// `nil` when the tables were built and not put in place.
    public var swap: SwapReport?
    /// Events that were read.
    public var events: Int64 = 0
    /// The last position that the build read; it caught up from there.
    public var target: Int64 = 0
    public var loading: Duration = .zero
    public var indexing: Duration = .zero
    public var catchingUp: Duration = .zero
    public var comparing: Duration = .zero

    /// Whether somebody should look: a table differs from the one before, or has failed.
    public var hasFindings: Bool {
        !failures.isEmpty || tables.contains { $0.comparison.map { !$0.isSame } ?? false }
    }
}
