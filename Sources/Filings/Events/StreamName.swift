/// The name of a stream: one company's history, one register's or one calendar's.
///
/// Lower-case letters, digits and hyphens after a kind: `company-cik-0000320193`,
/// `company-innotron`, `register-edgar`. At most 200 bytes. Stored for ever.
public struct StreamName: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    /// - Returns: `nil` when the text is empty, over 200 bytes, or has another character.
    public init?(_ text: String) {
        let allowed = text.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        }
        guard allowed, !text.isEmpty, text.utf8.count <= 200, text.utf8.first != 0x2D else {
            return nil
        }
        self.text = text
    }

    /// A name read back from the log, where only valid ones are.
    public init(stored text: String) { self.text = text }

    /// The stream of a company; `nil` when the key is not one.
    public init?(company key: String) {
        guard !key.isEmpty, key.first != "-" else { return nil }
        self.init(Self.company + key)
    }

    private static let company = "company-"

    /// The key of the company whose stream it is: `cik-0000320193`. Of another stream what stands
    /// there means nothing.
    public var companyKey: String { String(text.dropFirst(Self.company.utf8.count)) }

    public var description: String { text }
    public static func < (one: StreamName, other: StreamName) -> Bool { one.text < other.text }
}
