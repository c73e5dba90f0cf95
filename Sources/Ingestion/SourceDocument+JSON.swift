import CanonicalJSON

extension SourceDocument {
    /// The same document in memory and without the gzip around it, where there is one.
    func plain() throws(SourceError) -> SourceDocument {
        let held = try held()
        return SourceDocument(name: name, bytes: try held.plainBytes(), observedOn: observedOn)
    }

    /// The document as one JSON object.
    ///
    /// - Parameter expected: What the source reads, for the message.
    func jsonObject(expecting expected: String) throws(SourceError) -> JSONObject {
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "<") {
            throw .wrongKind(document: name, expected: expected, found: "an HTML or XML page")
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: bytes, numbers: .ecmaScript)
        } catch {
            throw .malformed(document: name, reason: error.description)
        }
        guard let object = value.objectValue else {
            throw .wrongKind(
                document: name, expected: expected, found: "JSON that is not an object")
        }
        return object
    }

    /// The error for a JSON object that is of no kind the source reads.
    func wrongKind(_ object: JSONObject, expected: String) -> SourceError {
        let found = object.members.prefix(6).map(\.name).joined(separator: ", ")
        return .wrongKind(
            document: name, expected: expected, found: "JSON with the members \(found)")
    }

    /// The lines that are not blank, with their numbers from 1.
    var lines: [(number: Int, bytes: [UInt8])] {
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        return lines.enumerated().compactMap { index, line in
            line.contains { $0 > 0x20 } ? (index + 1, Array(line)) : nil
        }
    }
}

extension JSONValue {
    /// The value as an event can hold it: numbers that are no integers become texts, and members
    /// that are null are left out, since registers write and omit them at will.
    ///
    /// - Parameter names: Members to leave out at every depth.
    /// - Returns: `nil` for a null.
    func kept(without names: Set<String> = []) -> JSONValue? {
        switch self {
        case .null: return nil
        case .double: return .string(canonicalText)
        case .array(let values): return .array(values.map { $0.kept(without: names) ?? .null })
        case .object(let object):
            var kept = JSONObject()
            for member in object where !names.contains(member.name) {
                kept[member.name] = member.value.kept(without: names)
            }
            return .object(kept)
        case .bool, .integer, .string: return self
        }
    }
}

extension JSONObject {
    /// - Returns: `nil` for a blank, and for what is neither text nor integer.
    func text(_ name: String) -> String? {
        switch self[name] {
        case .string(let text): text.isEmpty ? nil : text
        case .integer(let number): String(number)
        default: nil
        }
    }
}
