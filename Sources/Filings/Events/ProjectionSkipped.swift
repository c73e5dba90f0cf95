import CanonicalJSON

/// Somebody let a projection pass over an event that it could not take, and says why.
///
/// It stands in the stream of the projection, so that a rebuild passes over the same events, and
/// whoever reconciles a read model with the log finds every one of them.
public struct ProjectionSkipped: EventData {
    public static let type = "projection.skipped"

    public var projection: String
    /// The event that is passed over, and its type.
    public var position: Int64
    public var eventType: String
    /// Why it could not be taken, `unreadable`, `refused` or `unstorable`, and what was said.
    public var category: String
    public var error: String
    /// Why it may be passed over, in the words of who decided it.
    public var reason: String

    public init(
        projection: String, position: Int64, eventType: String, category: String, error: String,
        reason: String
    ) {
        self.projection = projection
        self.position = position
        self.eventType = eventType
        self.category = category
        self.error = error
        self.reason = reason
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        guard let position = try members.optionalInteger("position") else {
            throw .missing(type: Self.type, field: "position")
        }
        self.init(
            projection: try members.text("projection"), position: position,
            eventType: try members.text("eventType"), category: try members.text("category"),
            error: try members.text("error"), reason: try members.text("reason"))
    }

    public var data: JSONObject {
        [
            "projection": .string(projection), "position": .integer(position),
            "eventType": .string(eventType), "category": .string(category),
            "error": .string(error), "reason": .string(reason),
        ]
    }
}
