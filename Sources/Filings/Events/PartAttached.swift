import CanonicalJSON

/// A document or text was attached to an event, kept outside the log so that it can go again.
public struct PartAttached: EventData {
    public static let type = "part.attached"

    /// The source key of the event that it belongs to.
    public var subject: String
    /// What it is called there.
    public var name: String
    /// SHA-256 of 32 random bytes and the part behind them, in hexadecimal.
    public var digest: String
    public var bytes: Int64
    public var mediaType: String

    public init(subject: String, name: String, digest: String, bytes: Int64, mediaType: String) {
        self.subject = subject
        self.name = name
        self.digest = digest
        self.bytes = bytes
        self.mediaType = mediaType
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        guard let bytes = try members.optionalInteger("bytes") else {
            throw .missing(type: Self.type, field: "bytes")
        }
        self.init(
            subject: try members.text("subject"), name: try members.text("name"),
            digest: try members.text("digest"), bytes: bytes,
            mediaType: try members.text("mediaType"))
    }

    public var data: JSONObject {
        [
            "subject": .string(subject), "name": .string(name), "digest": .string(digest),
            "bytes": .integer(bytes), "mediaType": .string(mediaType),
        ]
    }
}
