/// The title of an entry of the latest filings: `FORM - NAME (CIK) (ROLE)`.
///
/// Read from the right, since names have parentheses and hyphens of their own.
struct LatestTitle: Equatable {
    let form: String
    /// `nil` when blank.
    let name: String?
    /// Ten digits.
    let cik: String
    /// As the register words it: `Issuer`, `Filed by`; `nil` when there is none.
    let role: String?

    /// - Returns: `nil` for another form, and without a CIK of ten digits.
    init?(_ text: String) {
        var rest = Self.trimmed(text[...])
        guard let last = Self.takeGroup(&rest) else { return nil }
        if Self.isCIK(last) {
            cik = String(last)
            role = nil
        } else {
            guard let number = Self.takeGroup(&rest), Self.isCIK(number) else { return nil }
            cik = String(number)
            let text = Self.trimmed(last)
            role = text.isEmpty ? nil : String(text)
        }
        // No form has a hyphen between spaces; a blank name leaves none behind its own.
        guard let dash = rest.firstRange(of: " -") else { return nil }
        let behind = rest[dash.upperBound...]
        guard behind.isEmpty || behind.first == " " else { return nil }
        form = String(Self.trimmed(rest[..<dash.lowerBound]))
        let name = Self.trimmed(behind)
        self.name = name.isEmpty ? nil : String(name)
        if form.isEmpty { return nil }
    }

    /// Takes `(…)` from the end.
    private static func takeGroup(_ rest: inout Substring) -> Substring? {
        guard rest.last == ")", let start = rest.lastIndex(of: "(") else { return nil }
        let group = rest[rest.index(after: start)...].dropLast()
        rest = trimmed(rest[..<start])
        return group
    }

    private static func isCIK(_ text: Substring) -> Bool {
        text.utf8.count == 10 && text.allSatisfy { $0.isASCII && $0.isNumber }
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var rest = text.drop { $0.isWhitespace }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return rest
    }
}
