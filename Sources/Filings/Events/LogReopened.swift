import CanonicalJSON

/// The log goes on under a new name, since what was signed under the old one is lost in part.
///
/// Whoever holds the old name's newest checkpoint sees here that it was known, and what is not kept.
public struct LogReopened: EventData {
    public static let type = "log.reopened"

    public var origin: String
    public var formerOrigin: String
    /// The newest checkpoint under the old name that is known, a signed note.
    public var formerCheckpoint: String
    public var reason: String

    public init(origin: String, formerOrigin: String, formerCheckpoint: String, reason: String) {
        self.origin = origin
        self.formerOrigin = formerOrigin
        self.formerCheckpoint = formerCheckpoint
        self.reason = reason
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        self.init(
            origin: try members.text("origin"), formerOrigin: try members.text("formerOrigin"),
            formerCheckpoint: try members.text("formerCheckpoint"),
            reason: try members.text("reason"))
    }

    public var data: JSONObject {
        [
            "origin": .string(origin), "formerOrigin": .string(formerOrigin),
            "formerCheckpoint": .string(formerCheckpoint), "reason": .string(reason),
        ]
    }
}
