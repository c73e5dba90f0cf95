import CanonicalJSON

/// A source gives a company a name: its current one, a former one, or another one in use.
public struct CompanyNamed: EventData {
    public static let type = "company.named"

    public enum Kind: String, Sendable {
        case current, former, alias
    }

    /// Verbatim, punctuation and capitals included.
    public var name: String
    public var kind: Kind
    /// A BCP 47 tag, where the source tells it.
    public var language: String?
    /// The first day of the name.
    public var from: CivilDay?
    /// The day on which the name stopped. Spans can overlap, and registers have some that end
    /// before they begin: kept as they are.
    public var to: CivilDay?
    /// The day for which the source says so, where a name is stated without a span.
    public var observedOn: CivilDay?

    public init(
        name: String, kind: Kind, language: String? = nil, from: CivilDay? = nil,
        to: CivilDay? = nil, observedOn: CivilDay? = nil
    ) {
        self.name = name
        self.kind = kind
        self.language = language
        self.from = from
        self.to = to
        self.observedOn = observedOn
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        self.init(
            name: try members.text("name"), kind: try members.choice("kind"),
            language: try members.optionalText("language"),
            from: try members.optionalDay("from"), to: try members.optionalDay("to"),
            observedOn: try members.optionalDay("observedOn"))
    }

    public var data: JSONObject {
        var data = comparable
        data["observedOn"] = (observedOn?.text).map { .string($0) }
        return data
    }

    /// What counts when the source says it again: all but the day for which it does.
    public var comparable: JSONObject {
        var content: JSONObject = ["name": .string(name), "kind": .string(kind.rawValue)]
        content["language"] = language.map { .string($0) }
        content["from"] = (from?.text).map { .string($0) }
        content["to"] = (to?.text).map { .string($0) }
        return content
    }
}
