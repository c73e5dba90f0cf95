import CanonicalJSON

/// Reads the members of a date's JSON; every refusal names the member.
struct DateMembers {
    static let type = "date"
    private let object: JSONValue
    private let prefix: String

    init(_ object: JSONValue, inside name: String? = nil) {
        self.object = object
        prefix = name.map { $0 + "." } ?? ""
    }

    func malformed(_ name: String) -> EventDataError {
        .malformed(
            type: Self.type, field: prefix + name, value: object[name]?.canonicalText ?? "absent")
    }

    /// A member that is not `null`; a date that is not an object has none and is refused.
    private func member(_ name: String) throws(EventDataError) -> JSONValue? {
        guard case .object = object else {
            throw .malformed(
                type: Self.type, field: String(prefix.dropLast()), value: object.canonicalText)
        }
        guard let value = object[name], !value.isNull else { return nil }
        return value
    }

    func text(_ name: String) throws(EventDataError) -> String? {
        guard let value = try member(name) else { return nil }
        guard let text = value.stringValue else { throw malformed(name) }
        return text
    }

    func word<Word: RawRepresentable<String>>(_ name: String) throws(EventDataError) -> Word? {
        guard let text = try text(name) else { return nil }
        guard let word = Word(rawValue: text) else { throw malformed(name) }
        return word
    }

    func number(_ name: String) throws(EventDataError) -> Int? {
        guard let value = try member(name) else { return nil }
        guard let number = value.integerValue else { throw malformed(name) }
        return Int(number)
    }

    func bound(_ name: String, absent: DateBound?) throws(EventDataError) -> DateBound {
        if try member(name) == nil, object[name] == nil, let absent { return absent }
        guard let bound = DateBound(json: object[name]) else { throw malformed(name) }
        return bound
    }

    func extendedDate(_ name: String) throws(EventDataError) -> ExtendedDate? {
        guard let text = try text(name) else { return nil }
        do { return try ExtendedDate(text) } catch { throw malformed(name) }
    }

    private func elements<Element>(
        _ name: String, _ read: (JSONValue) -> Element?
    ) throws(EventDataError) -> [Element] {
        guard let value = try member(name) else { return [] }
        guard let array = value.arrayValue else { throw malformed(name) }
        let elements = array.compactMap(read)
        guard elements.count == array.count else { throw malformed(name) }
        return elements
    }

    func texts(_ name: String) throws(EventDataError) -> [String] {
        try elements(name) { $0.stringValue }
    }

    func numbers(_ name: String) throws(EventDataError) -> [Int] {
        try elements(name) { $0.integerValue.map { Int($0) } }
    }

    func corroborations(
        _ name: String
    ) throws(EventDataError) -> [UncertainDate.Corroboration] {
        try elements(name) { json in
            json["source"]?.stringValue.map { source in
                UncertainDate.Corroboration(
                    source: source, quote: json["quote"]?.stringValue,
                    published: json["published"]?.stringValue)
            }
        }
    }
}
