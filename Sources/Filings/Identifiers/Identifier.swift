/// A company's or a filing's identifier: as printed, in one comparable form, and what its check
/// says.
///
/// Reading never fails. Registers issue codes whose check digit is wrong, and others misprint them;
/// both are facts about the source. Look up and compare by ``normalized``, show ``printed``.
public struct Identifier: Hashable, Sendable {
    public let scheme: IdentifierScheme
    /// Untouched.
    public let printed: String
    /// Upper case and without separators where the scheme allows only one form: `0000320193` is the
    /// CIK `320193`. A malformed one is only trimmed.
    public let normalized: String
    public let verdict: IdentifierVerdict

    public init(_ scheme: IdentifierScheme, _ printed: String) {
        let reading = scheme.reading(of: Array(printed.utf8))
        self.scheme = scheme
        self.printed = printed
        normalized = reading.normalized ?? Self.trimmed(printed)
        verdict = reading.verdict
    }

    private static func trimmed(_ text: String) -> String {
        var rest = text[...]
        while rest.first?.isWhitespace == true { rest.removeFirst() }
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
