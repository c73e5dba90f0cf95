import CanonicalJSON

/// Records as JSON, in canonical form.
enum JSONText {
    static let basisField = "basis"

    /// The record and its basis as one object; a field of that name in the record itself stays.
    static func line(_ record: Record, basis: JSONObject?, terminal: Bool) -> String {
        var object = record.object
        if let basis, object[basisField] == nil { object[basisField] = .object(basis) }
        return text(.object(object), terminal: terminal) + "\n"
    }

    /// Canonical text; for a terminal, what it would act on as escapes of the same value.
    static func text(_ value: JSONValue, terminal: Bool) -> String {
        let text = value.canonicalText
        guard terminal, text.unicodeScalars.contains(where: SafeText.acts) else { return text }
        var escaped = ""
        for scalar in text.unicodeScalars {
            if SafeText.acts(scalar) {
                for unit in UTF16.encode(scalar) ?? .init() { escaped += escape(unit) }
            } else {
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }

    private static func escape(_ unit: UInt16) -> String {
        let digits = String(unit, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
