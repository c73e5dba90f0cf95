import CanonicalJSON

/// A parameter of a resource, in its query or as a part of its path.
struct Parameter: Sendable {
    enum Content: Sendable, Equatable {
        case text
        /// A whole number between two.
        case number(ClosedRange<Int64>)
        /// `true` or `false`.
        case flag
        case oneOf([String])
        /// `2024-05-01`, `today`, `yesterday`, `-30d`.
        case day
        /// An instant, or a day, which stands for its last moment.
        case instant
        /// A day, an instant or a position.
        case moment
        /// `26h`, `90m`, `3d`.
        case age
        /// A text that follows a pattern.
        case pattern(String)
    }

    let name: String
    let content: Content
    let isRepeated: Bool
    let isRequired: Bool
    let summary: String

    init(_ name: String, repeated: Bool = false, _ summary: String) {
        self.init(name, .text, repeated: repeated, summary)
    }

    init(
        _ name: String, _ content: Content, repeated: Bool = false, required: Bool = false,
        _ summary: String
    ) {
        self.name = name
        self.content = content
        isRepeated = repeated
        isRequired = required
        self.summary = summary
    }

    /// - Throws: ``Problem`` for a value that cannot be one.
    func check(_ value: String) throws(Problem) {
        if value.isEmpty { return }
        switch content {
        case .text, .day, .instant, .moment, .age, .pattern:
            if value.utf8.contains(0) { throw Problem(.badRequest, "\(name) has a zero byte.") }
        case .number(let range):
            guard let number = Int64(value), range.contains(number) else {
                throw Problem(
                    .badRequest,
                    "\(name) is a whole number between \(range.lowerBound) and "
                        + "\(range.upperBound).")
            }
        case .flag:
            guard value == "true" || value == "false" else {
                throw Problem(.badRequest, "\(name) is true or false.")
            }
        case .oneOf(let words):
            guard words.contains(value) else {
                throw Problem(
                    .badRequest, "\(name) is one of \(words.joined(separator: ", ")).")
            }
        }
    }

    /// As JSON Schema has it. An empty value is as good as none where none is.
    var schema: JSONObject {
        if isRequired { return valueSchema }
        return ["anyOf": [.object(valueSchema), ["const": ""]]]
    }

    private static let day: JSONValue = ["type": "string", "format": "date"]
    private static let instant: JSONValue = ["type": "string", "format": "date-time"]
    private static let relative: JSONValue = [
        "type": "string", "pattern": "^(today|yesterday|-[0-9]{1,4}d)$",
    ]

    private var valueSchema: JSONObject {
        switch content {
        case .text: ["type": "string", "minLength": 1, "pattern": "^[^\\u0000]+$"]
        case .number(let range):
            [
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ]
        case .flag: ["type": "boolean"]
        case .oneOf(let words):
            ["type": "string", "enum": .array(words.map { .string($0) })]
        case .day: ["anyOf": [Self.day, Self.relative]]
        case .instant: ["anyOf": [Self.instant, Self.day]]
        case .moment:
            ["anyOf": [Self.day, Self.relative, Self.instant, ["type": "integer", "minimum": 0]]]
        case .age: ["type": "string", "pattern": "^[1-9][0-9]{0,3}[smhd]$"]
        case .pattern(let pattern): ["type": "string", "pattern": .string(pattern)]
        }
    }
}

extension Parameter {
    /// RFC 3339 with a zone, as log lines have it.
    private static let instantPattern =
        "^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$"

    static let positions: Content = .number(0...9_007_199_254_740_991)

    /// What every question takes.
    static let limits: [Parameter] = [
        Parameter(
            "asOf", .day, "Only what was public by that day: 2024-05-01, today, yesterday, -30d."),
        Parameter(
            "recordedBy", .instant,
            "Only what we had recorded by then: 2026-11-23 or 2026-11-23T12:00:00Z."),
        Parameter("atPosition", positions, "Only the first events of the log."),
        Parameter(
            "now", .pattern(instantPattern), "The present, for answers that repeat: an instant."),
    ]

    static let fields = Parameter(
        "fields", .pattern("^[A-Za-z0-9.]{1,40}(,[A-Za-z0-9.]{1,40}){0,40}$"),
        "Only these fields, in this order: a,b.")

    /// What every list takes.
    static let paging: [Parameter] = [
        Parameter("limit", .number(1...10_000), "At most so many records a page."),
        Parameter(
            "cursor", .pattern("^[0-9a-z]{1,13}[.][0-9a-z]{1,13}[.][0-9a-f]{16}$"),
            "Where the next page begins, as the Link header of the one before has it. "
                + "It stays with the position that the first page rests on."),
    ]

    static let window: [Parameter] = [
        Parameter("from", .day, "Only from this day on."),
        Parameter("to", .day, "Only up to this day."),
    ]
}
