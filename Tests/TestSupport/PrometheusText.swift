/// Text in Prometheus's format 0.0.4, read strictly: what the format lets a reader overlook is
/// refused here.
///
/// Source: "Exposition formats", <https://prometheus.io/docs/instrumenting/exposition_formats/>.
public struct PrometheusText {
    public struct Sample: Equatable {
        public let name: String
        public let labels: [String: String]
        public let value: Double
    }

    public struct Unreadable: Error, Equatable {
        public let line: Int
        public let reason: String
    }

    public private(set) var samples: [Sample] = []
    public private(set) var help: [String: String] = [:]
    private var types: [String: String] = [:]
    /// Families in their order; all lines of one come together.
    private var families: [String] = []

    public init(parsing text: String) throws(Unreadable) {
        guard text.hasSuffix("\n") else {
            throw Unreadable(line: 0, reason: "the last line does not end")
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        for (index, line) in lines.enumerated() {
            do throws(Flaw) {
                try read(line.hasPrefix("#") ? .comment(line) : .sample(line))
            } catch {
                throw Unreadable(line: index + 1, reason: error.reason)
            }
        }
    }

    /// The value of the one sample with these labels.
    public func value(_ name: String, _ labels: [String: String] = [:]) -> Double? {
        samples.first { $0.name == name && $0.labels == labels }?.value
    }

    private struct Flaw: Error {
        let reason: String
    }

    private enum Line {
        case comment(Substring)
        case sample(Substring)
    }

    private mutating func read(_ line: Line) throws(Flaw) {
        switch line {
        case .comment(let line): try readComment(line)
        case .sample(let line): try readSample(line)
        }
    }

    private mutating func enter(_ family: String) throws(Flaw) {
        guard family.wholeMatch(of: /[a-zA-Z_:][a-zA-Z0-9_:]*/) != nil else {
            throw Flaw(reason: "\(family) is no name")
        }
        if families.last == family { return }
        if families.contains(family) { throw Flaw(reason: "\(family) comes again") }
        families.append(family)
    }

    private mutating func readComment(_ line: Substring) throws(Flaw) {
        guard let match = line.wholeMatch(of: /# (HELP|TYPE) ([^ ]+) (.+)/) else {
            throw Flaw(reason: "neither HELP nor TYPE")
        }
        let (family, rest) = (String(match.2), String(match.3))
        try enter(family)
        guard !samples.contains(where: { $0.name == family }) else {
            throw Flaw(reason: "\(match.1) of \(family) after its samples")
        }
        if match.1 == "HELP" {
            guard help[family] == nil else { throw Flaw(reason: "two HELP of \(family)") }
            help[family] = try Self.unescaped(rest, quotes: false)
            return
        }
        guard types[family] == nil else { throw Flaw(reason: "two TYPE of \(family)") }
        guard ["counter", "gauge", "histogram", "summary", "untyped"].contains(rest) else {
            throw Flaw(reason: "\(rest) is no type")
        }
        types[family] = rest
    }

    private mutating func readSample(_ line: Substring) throws(Flaw) {
        guard let match = line.wholeMatch(of: /([^ {]+)(?:\{(.*)\})? ([^ ]+)/) else {
            throw Flaw(reason: "no sample: \(line)")
        }
        let name = String(match.1)
        try enter(name)
        guard types[name] != nil, help[name] != nil else {
            throw Flaw(reason: "\(name) has no HELP or no TYPE")
        }
        let labels = try match.2.map { text throws(Flaw) in try Self.labels(text) } ?? [:]
        guard match.3.wholeMatch(of: /[+-]?[0-9]+(\.[0-9]+)?|NaN|[+-]Inf/) != nil,
            let value = Double(match.3)
        else { throw Flaw(reason: "\(match.3) is no value") }
        guard self.value(name, labels) == nil else { throw Flaw(reason: "a sample twice: \(line)") }
        samples.append(Sample(name: name, labels: labels, value: value))
    }

    private static func labels(_ text: Substring) throws(Flaw) -> [String: String] {
        var labels: [String: String] = [:]
        var rest = text
        while !rest.isEmpty {
            guard let match = rest.prefixMatch(of: /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)"/)
            else { throw Flaw(reason: "no label: \(rest)") }
            let name = String(match.1)
            guard labels[name] == nil else { throw Flaw(reason: "label \(name) twice") }
            labels[name] = try unescaped(String(match.2), quotes: true)
            rest = rest[match.range.upperBound...]
            if rest.isEmpty { break }
            guard rest.hasPrefix(","), rest.count > 1 else {
                throw Flaw(reason: "after a label: \(rest)")
            }
            rest = rest.dropFirst()
        }
        return labels
    }

    private static func unescaped(_ text: String, quotes: Bool) throws(Flaw) -> String {
        var plain = ""
        var scalars = text.unicodeScalars[...]
        while let scalar = scalars.popFirst() {
            guard scalar == "\\" else {
                plain.unicodeScalars.append(scalar)
                continue
            }
            switch scalars.popFirst() {
            case "\\": plain += "\\"
            case "n": plain += "\n"
            case "\"" where quotes: plain += "\""
            default: throw Flaw(reason: "no such escape in \(text)")
            }
        }
        return plain
    }
}
