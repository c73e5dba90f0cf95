/// Names in statements that mean others on a connection: one set of statements serves several
/// schemas.
///
/// A name is a whole word of letters, digits and underscores, wherever it stands: also in quotes and
/// in strings, so that `to_regclass('log.events')` follows. Values beside the statement are sent as
/// they are. Names stand in the text and not in `search_path`, which a pooler that shares server
/// connections does not keep.
public struct NameMap: Equatable, Sendable {
    private let names: [String: String]
    /// The first bytes of names: what no name begins with is passed over at once.
    private let beginnings: Set<UInt8>

    public init(_ names: [String: String]) {
        self.names = names
        beginnings = Set(names.keys.compactMap { $0.utf8.first })
    }

    /// What a name means here; itself where it means nothing else.
    public subscript(name: String) -> String { names[name] ?? name }

    public func applied(to text: String) -> String {
        var result = ""
        var rest = Substring(text).utf8
        result.reserveCapacity(rest.count + 64)
        while let start = rest.firstIndex(where: Self.isOfWord) {
            result += Substring(rest[..<start])
            let end = rest[start...].firstIndex { !Self.isOfWord($0) } ?? rest.endIndex
            let word = Substring(rest[start..<end])
            let renamed = beginnings.contains(rest[start]) ? names[String(word)] : nil
            result += renamed.map { Substring($0) } ?? word
            rest = rest[end...]
        }
        return result + Substring(rest)
    }

    /// Letters beyond ASCII count as letters, as they do in SQL.
    private static func isOfWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x80...: true
        default: false
        }
    }
}
