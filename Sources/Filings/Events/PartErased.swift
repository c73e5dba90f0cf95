import CanonicalJSON

/// A part was erased: what remains is its digest, which without its salt says nothing, and this.
///
/// Who did it is the entry's `recordedby`, when its `recordedtime`.
public struct PartErased: EventData {
    public static let type = "part.erased"

    /// The source key of the event that it belonged to.
    public var subject: String
    public var name: String
    /// As the event that attached it has it.
    public var digest: String
    /// Why, in the words of who did it.
    public var reason: String

    public init(subject: String, name: String, digest: String, reason: String) {
        self.subject = subject
        self.name = name
        self.digest = digest
        self.reason = reason
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        self.init(
            subject: try members.text("subject"), name: try members.text("name"),
            digest: try members.text("digest"), reason: try members.text("reason"))
    }

    public var data: JSONObject {
        [
            "subject": .string(subject), "name": .string(name), "digest": .string(digest),
            "reason": .string(reason),
        ]
    }

    /// The source key of the event: a part is erased once.
    public var id: String { "erase:\(digest)" }
}
