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
    }

    let name: String
    let content: Content
    let isRepeated: Bool
    let summary: String

    init(_ name: String, repeated: Bool = false, _ summary: String) {
        self.init(name, .text, repeated: repeated, summary)
    }

    init(_ name: String, _ content: Content, repeated: Bool = false, _ summary: String) {
        self.name = name
        self.content = content
        isRepeated = repeated
        self.summary = summary
    }

    /// - Throws: ``Problem`` for a value that cannot be one.
    func check(_ value: String) throws(Problem) {
        if value.isEmpty { return }
        switch content {
        case .text:
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

    /// As JSON Schema has it.
    var schema: JSONObject {
        switch content {
        case .text: ["type": "string"]
        case .number(let range):
            [
                "type": "integer", "minimum": .integer(range.lowerBound),
                "maximum": .integer(range.upperBound),
            ]
        case .flag: ["type": "boolean"]
        case .oneOf(let words):
            ["type": "string", "enum": .array(words.map { .string($0) })]
        }
    }
}

extension Parameter {
    static let positions: Content = .number(0...9_007_199_254_740_991)

    /// What every question takes.
    static let limits: [Parameter] = [
        Parameter("asOf", "Only what was public by that day: 2024-05-01, today, yesterday, -30d."),
        Parameter(
            "recordedBy", "Only what we had recorded by then: 2026-11-23 or 2026-11-23T12:00:00Z."),
        Parameter("atPosition", positions, "Only the first events of the log."),
        Parameter("now", "The present, for answers that repeat: an instant."),
    ]

    static let fields = Parameter("fields", "Only these fields, in this order: a,b.")

    /// What every list takes.
    static let paging: [Parameter] = [
        Parameter("limit", .number(1...10_000), "At most so many records a page."),
        Parameter(
            "cursor",
            "Where the next page begins, as the Link header of the one before has it. "
                + "It stays with the position that the first page rests on."),
    ]

    static let window: [Parameter] = [
        Parameter("from", "Only from this day on."), Parameter("to", "Only up to this day."),
    ]
}
