/// Reads what PostgreSQL's programs say when they fail.
enum ServerMessage {
    /// The line of a program's output to show a user: the first that tells of a failure and not of
    /// its consequences, else the last.
    static func reason(in output: String) -> String? {
        let lines = lines(of: output)
        return (lines.first(where: tellsOfFailure) ?? lines.last).flatMap(message)
    }

    /// The last line of a server's log that tells of a failure.
    static func lastFailure(in log: String) -> String? {
        lines(of: log).last(where: tellsOfFailure).flatMap(message)
    }

    private static let marks = ["FATAL:", "PANIC:", "error:"]

    private static func lines(of text: String) -> [Substring] {
        text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
    }

    private static func tellsOfFailure(_ line: Substring) -> Bool {
        marks.contains { line.contains($0) }
    }

    /// The line without what comes before the message and the full stop after it.
    private static func message(of line: Substring) -> String? {
        var rest = line
        for mark in marks {
            if let range = rest.firstRange(of: mark) { rest = rest[range.upperBound...] }
        }
        let message = rest.drop(while: \.isWhitespace)
        let sentence = message.hasSuffix(".") ? message.dropLast() : message
        return sentence.isEmpty ? nil : String(sentence)
    }
}
