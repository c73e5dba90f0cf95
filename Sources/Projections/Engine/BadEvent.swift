/// An event that a projection cannot take: it stands there until the event is retried or skipped.
public struct BadEvent: Equatable, Sendable {
    /// Where it went wrong, and so who can mend it.
    public enum Category: String, Sendable {
        /// The entry is not one that this program knows how to read.
        case unreadable
        /// The projection's function says that the event cannot be what it says.
        case refused
        /// PostgreSQL does not take the row that the projection made of it.
        case unstorable
    }

    public let projection: String
    public let position: Int64
    /// The event's type.
    public let type: String
    public let category: Category
    /// What was said.
    public let reason: String

    public init(
        projection: String, position: Int64, type: String, category: Category, reason: String
    ) {
        self.projection = projection
        self.position = position
        self.type = type
        self.category = category
        self.reason = reason
    }
}
