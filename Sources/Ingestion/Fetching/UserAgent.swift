import Glibc

/// Says to a register who asks, and how to reach them.
///
/// Source: <https://www.sec.gov/os/accessing-edgar-data>, "declare your user agent"; a register
/// that does not ask for it can still write to somebody instead of blocking them.
public struct UserAgent: Equatable, Sendable {
    /// Where a user sets it once and for all.
    public static let variable = "ANNALS_USER_AGENT"

    public let text: String

    /// - Parameters:
    ///   - given: The option's value; `nil`: the environment's.
    ///   - environment: The value of a variable.
    /// - Throws: ``FetcherError/userAgentMissing``, ``FetcherError/userAgentUnusable(_:)``.
    public init(
        _ given: String?, environment: (String) -> String? = Environment.value
    ) throws(FetcherError) {
        guard let text = given ?? environment(Self.variable), !text.isEmpty else {
            throw .userAgentMissing
        }
        guard text.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }),
            text.split(separator: " ").contains(where: Self.isContact)
        else { throw .userAgentUnusable(text) }
        self.text = text
    }

    /// An e-mail address or an address of the web, in brackets or not.
    private static func isContact(_ word: Substring) -> Bool {
        let inner = word.drop { "(<[+;,".contains($0) }.prefix { !")>];,".contains($0) }
        for scheme in ["http://", "https://"] where inner.hasPrefix(scheme) {
            return isHost(inner.dropFirst(scheme.count).prefix { $0 != "/" && $0 != "?" })
        }
        let parts = inner.split(separator: "@", omittingEmptySubsequences: false)
        let name = (parts.first ?? "").split(separator: ":").last ?? ""
        return parts.count == 2 && !name.isEmpty && isHost(parts[1])
    }

    private static func isHost(_ text: Substring) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return labels.count >= 2 && labels.allSatisfy { !$0.isEmpty }
    }
}

/// The environment of this process.
public enum Environment {
    public static func value(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
