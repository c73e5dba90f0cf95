/// Why one host gave no connection, from libpq's message.
struct ConnectFailure: Error, Equatable {
    /// The reason alone, on one line, without the password.
    let reason: String
    let sqlState: SQLState?

    /// - Parameter message: `connection to server at "h" (1.2.3.4), port 5432 failed: FATAL:
    ///   28P01: password authentication failed …`, perhaps more lines.
    init(_ message: String, password: String?) {
        var line = message.split(separator: "\n").first.map(String.init) ?? message
        if let range = Self.range(of: " failed: ", in: line) {
            line = String(line[range.upperBound...])
        }
        (line, sqlState) = Self.takingState(out: line)
        if let password, !password.isEmpty { line = Self.hiding(password, in: line) }
        reason = line
    }

    /// `FATAL:  28P01: no` → `no` and the state.
    private static func takingState(out line: String) -> (String, SQLState?) {
        guard let range = range(of: ":  ", in: line) else { return (line, nil) }
        let rest = line[range.upperBound...]
        let state = rest.prefix(5)
        let isState = state.utf8.allSatisfy {
            (0x30...0x39).contains($0) || (0x41...0x5A).contains($0)
        }
        guard isState, state.count == 5, rest.dropFirst(5).hasPrefix(": ") else {
            return (line, nil)
        }
        return (String(rest.dropFirst(7)), SQLState(String(state)))
    }

    private static func hiding(_ secret: String, in line: String) -> String {
        var result = ""
        var rest = line[...]
        while let range = range(of: secret, in: rest) {
            result += rest[..<range.lowerBound] + "…"
            rest = rest[range.upperBound...]
        }
        return result + rest
    }

    /// The first place of a text; Foundation's search is not worth its start-up time.
    private static func range<Text: StringProtocol>(
        of wanted: String, in text: Text
    ) -> Range<String.Index>? {
        var start = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(wanted) {
                return start..<text.index(start, offsetBy: wanted.count)
            }
            start = text.index(after: start)
        }
        return nil
    }
}
