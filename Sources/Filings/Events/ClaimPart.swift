import CanonicalJSON

/// A part of a claim that is an object in its JSON.
protocol ClaimPart: Equatable, Sendable {
    init(_ fields: ClaimFields) throws(EventDataError)
    var json: JSONObject { get }
}

/// Members that are written only when there is something to say.
extension JSONValue? {
    static func text(_ text: String?) -> JSONValue? { text.map { .string($0) } }

    static func texts(_ texts: [String]) -> JSONValue? {
        texts.isEmpty ? nil : .array(texts.map { .string($0) })
    }

    static func part(_ part: (some ClaimPart)?) -> JSONValue? { part.map { .object($0.json) } }

    static func parts(_ parts: [some ClaimPart]) -> JSONValue? {
        parts.isEmpty ? nil : .array(parts.map { .object($0.json) })
    }
}
