import Postgres

/// Names a ledger: a log of its own with its read models, beside others in one database.
///
/// Each has schemas of its own, so its own order, proof tree and checkpoints, and nothing is shared
/// but roles. Statements are written for the schemas of the usual one, `annals` and `annals_read`;
/// the connections of another one read `ledger_acme` and `ledger_acme_read` there, see ``names``.
public struct LedgerName: Hashable, Sendable, CustomStringConvertible {
    /// The one that is meant where nobody names any.
    public static let usual = LedgerName(known: "annals")

    public let text: String

    public var description: String { text }

    /// - Returns: `nil` unless the text is 1 to 32 lower-case letters and digits, a letter first: an
    ///   underscore would make the schemas of one look like those of another.
    public init?(_ text: String) {
        guard (1...32).contains(text.utf8.count), text.utf8.first.map(Self.isLetter) ?? false,
            text.utf8.allSatisfy({ Self.isLetter($0) || (0x30...0x39).contains($0) })
        else { return nil }
        self.text = text
    }

    private init(known text: String) { self.text = text }

    /// - Returns: `nil` for a schema that is not the main one of a ledger.
    init?(schema: String) {
        if schema == Self.usual.schema {
            self = .usual
            return
        }
        guard schema.hasPrefix(Self.prefix) else { return nil }
        self.init(String(schema.dropFirst(Self.prefix.count)))
        // Its schema is the usual one.
        if self == .usual { return nil }
    }

    /// The schema of its log.
    public var schema: String { self == .usual ? text : Self.prefix + text }

    /// What the schemas and the channel of statements mean for it; `nil`: what they say.
    public var names: NameMap? {
        if self == .usual { return nil }
        return NameMap(
            Dictionary(
                uniqueKeysWithValues: Self.endings.map { (Self.usual.schema + $0, schema + $0) }))
    }

    private static let prefix = "ledger_"
    /// Of the schemas of a ledger, and of the channel that tells of its head.
    private static let endings = ["", "_read", "_next", "_former", "_replay", "_head"]

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
