import CanonicalJSON

/// The members of an object in a claim's data; every refusal names the member by its path.
///
/// `null` reads as absent. Unknown members are ignored.
struct ClaimFields {
    private let object: JSONObject
    private let prefix: String

    init(_ object: JSONObject, at path: String? = nil) {
        self.object = object
        prefix = path.map { $0 + "." } ?? ""
    }

    func missing(_ name: String) -> EventDataError {
        .missing(type: Claim.type, field: prefix + name)
    }

    func malformed(_ name: String) -> EventDataError {
        .malformed(
            type: Claim.type, field: prefix + name, value: object[name]?.canonicalText ?? "absent")
    }

    private func value(_ name: String) -> JSONValue? {
        guard let value = object[name], !value.isNull else { return nil }
        return value
    }

    func optionalText(_ name: String) throws(EventDataError) -> String? {
        guard let value = value(name) else { return nil }
        guard let text = value.stringValue else { throw malformed(name) }
        return text
    }

    func text(_ name: String) throws(EventDataError) -> String {
        guard let text = try optionalText(name) else { throw missing(name) }
        return text
    }

    func texts(_ name: String) throws(EventDataError) -> [String] {
        var texts: [String] = []
        for element in try elements(name) {
            guard let text = element.stringValue else { throw malformed(name) }
            texts.append(text)
        }
        return texts
    }

    func word<Word: RawRepresentable<String>>(_ name: String) throws(EventDataError) -> Word? {
        guard let text = try optionalText(name) else { return nil }
        guard let word = Word(rawValue: text) else { throw malformed(name) }
        return word
    }

    func decimal(_ name: String) throws(EventDataError) -> ExactDecimal? {
        guard let text = try optionalText(name) else { return nil }
        guard let decimal = ExactDecimal(text) else { throw malformed(name) }
        return decimal
    }

    /// An upper end belongs to a range, and a range has one that is not below the lower.
    func checkRange(
        from lower: ExactDecimal, to upper: ExactDecimal?, bound: AmountBound
    ) throws(EventDataError) {
        if bound == .between, upper == nil { throw missing("upper") }
        guard let upper else { return }
        if bound != .between || upper.isLess(than: lower) { throw malformed("upper") }
    }

    func integer(_ name: String) throws(EventDataError) -> Int64 {
        guard let value = value(name) else { throw missing(name) }
        guard let integer = value.integerValue else { throw malformed(name) }
        return integer
    }

    func day(_ name: String) throws(EventDataError) -> CivilDay? {
        guard let text = try optionalText(name) else { return nil }
        guard let day = CivilDay(text) else { throw malformed(name) }
        return day
    }

    func date(_ name: String) throws(EventDataError) -> UncertainDate? {
        guard let value = value(name) else { return nil }
        return try UncertainDate(json: value)
    }

    func part<Part: ClaimPart>(_ name: String) throws(EventDataError) -> Part? {
        guard let value = value(name) else { return nil }
        guard let object = value.objectValue else { throw malformed(name) }
        return try Part(ClaimFields(object, at: prefix + name))
    }

    func requiredPart<Part: ClaimPart>(_ name: String) throws(EventDataError) -> Part {
        guard let part: Part = try part(name) else { throw missing(name) }
        return part
    }

    func parts<Part: ClaimPart>(_ name: String) throws(EventDataError) -> [Part] {
        var parts: [Part] = []
        for (index, element) in try elements(name).enumerated() {
            guard let object = element.objectValue else { throw malformed(name) }
            parts.append(try Part(ClaimFields(object, at: "\(prefix)\(name)[\(index)]")))
        }
        return parts
    }

    private func elements(_ name: String) throws(EventDataError) -> [JSONValue] {
        guard let value = value(name) else { return [] }
        guard let elements = value.arrayValue else { throw malformed(name) }
        return elements
    }
}
