/// What a client sent, as it came.
public struct HTTPServerRequest: Sendable, Equatable {
    public var method: String
    /// Without the query, not decoded: `/Archives/edgar/full-index/2020/QTR1/master.idx`.
    public var path: String
    /// Behind the question mark, not decoded; empty without one.
    public var query: String
    /// Names in lower case.
    public var headers: [String: String]
    public var body: [UInt8]
    /// Which of all requests of the server it is, from 0.
    public var number = 0
    /// Which of all connections it came on, from 0.
    public var connection = 0

    public init(
        method: String = "GET", path: String, query: String = "", headers: [String: String] = [:],
        body: [UInt8] = []
    ) {
        self.method = method
        self.path = path
        self.query = query
        self.headers = headers
        self.body = body
    }

    /// Path and query.
    public var target: String { query.isEmpty ? path : "\(path)?\(query)" }

    /// The query's parameters, decoded; of equal names the last one counts.
    public var parameters: [String: String] { Self.pairs(query) }

    /// The fields of a posted form, decoded; of equal names the last one counts.
    public var form: [String: String] { Self.pairs(String(decoding: body, as: UTF8.self)) }

    private static func pairs(_ text: String) -> [String: String] {
        var pairs: [String: String] = [:]
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            pairs[decoded(parts[0])] = parts.count == 2 ? decoded(parts[1]) : ""
        }
        return pairs
    }

    /// `+` is a blank, `%41` a byte.
    private static func decoded(_ text: Substring) -> String {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.count == 2, let value = UInt8(digits, radix: 16) {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
