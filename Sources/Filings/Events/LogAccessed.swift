import CanonicalJSON

/// Somebody took something out of the log, and that is to be remembered: who, what, how far.
///
/// Recorded on request only, before the thing is handed over. Who it was is the entry's `recordedby`.
public struct LogAccessed: EventData {
    public static let type = "log.accessed"

    /// What was handed over.
    public enum What: String, Sendable {
        case export
        case dossier
        case proof
    }

    public var what: What
    /// Of what: a company's key, an event's source key, a folder.
    public var subject: String
    /// The last position that it covers.
    public var through: Int64
    /// What for, in the words of who took it.
    public var purpose: String?

    public init(what: What, subject: String, through: Int64, purpose: String? = nil) {
        self.what = what
        self.subject = subject
        self.through = through
        self.purpose = purpose
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        guard let through = try members.optionalInteger("through") else {
            throw .missing(type: Self.type, field: "through")
        }
        self.init(
            what: try members.choice("what"), subject: try members.text("subject"),
            through: through,
            purpose: try members.optionalText("purpose"))
    }

    public var data: JSONObject {
        var data: JSONObject = [
            "subject": .string(subject), "through": .integer(through),
            "what": .string(what.rawValue),
        ]
        data["purpose"] = purpose.map { .string($0) }
        return data
    }
}
