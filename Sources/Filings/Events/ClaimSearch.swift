import CanonicalJSON

/// A search that found nothing: an absence is a claim only together with where and when one looked.
public struct ClaimSearch: ClaimPart, Hashable {
    public var on: CivilDay
    /// The sources looked at, by id or name.
    public var sources: [String]
    /// What was looked for.
    public var subject: String?

    public init(on: CivilDay, sources: [String], subject: String? = nil) {
        self.on = on
        self.sources = sources
        self.subject = subject
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        guard let day = try fields.day("on") else { throw fields.missing("on") }
        self.init(
            on: day, sources: try fields.texts("sources"),
            subject: try fields.optionalText("subject"))
    }

    public var json: JSONObject {
        var json = JSONObject()
        json["on"] = .string(on.text)
        json["sources"] = .texts(sources)
        json["subject"] = .text(subject)
        return json
    }
}
