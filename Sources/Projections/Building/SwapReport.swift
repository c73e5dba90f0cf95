/// What a swap of tables did.
public struct SwapReport: Equatable, Sendable {
    public struct Table: Equatable, Sendable {
        public let projection: String
        /// The version of the table that questions read now.
        public let version: Int64
        public let position: Int64
        /// It is of another version than this program's, and stands still until it is resumed.
        public let isPaused: Bool
    }

    public var tables: [Table] = []
    /// How long questions had to wait at most: from the first lock on a live table to the commit.
    public var held: Duration = .zero
    /// How often the swap gave way to somebody who held a table.
    public var retries = 0
}
