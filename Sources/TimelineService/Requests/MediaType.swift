import Rendering

/// What an answer can be written as, and how a request says which it wants.
enum MediaTypes {
    /// In the order of preference when a request takes anything.
    static let ofRecords: [OutputFormat] = [.json, .jsonl, .csv, .tsv, .markdown]
    static let ofHistories: [OutputFormat] = ofRecords + [.html, .ics, .svg]

    static func name(of format: OutputFormat) -> String {
        switch format {
        case .json, .table: "application/json"
        case .jsonl: "application/jsonl"
        case .csv: "text/csv; charset=utf-8"
        case .tsv: "text/tab-separated-values; charset=utf-8"
        case .markdown: "text/markdown; charset=utf-8"
        case .html: "text/html; charset=utf-8"
        case .ics: "text/calendar; charset=utf-8"
        case .svg: "image/svg+xml"
        }
    }

    /// The format that a request asks for, by `format` or its Accept header.
    ///
    /// Source: RFC 9110, section 12.5.1: the most specific range that fits has the weight.
    ///
    /// - Throws: ``Problem`` 406 when it takes none of them.
    static func chosen(
        format: String?, accept: String?, among offered: [OutputFormat]
    ) throws(Problem) -> OutputFormat {
        if let format {
            guard let wanted = OutputFormat(rawValue: format), offered.contains(wanted) else {
                throw refused(offered)
            }
            return wanted
        }
        guard let accept, !accept.isEmpty else { return offered[0] }
        let ranges = accept.split(separator: ",").compactMap { AcceptRange($0) }
        var best: (format: OutputFormat, weight: Double)?
        for format in offered {
            let type = name(of: format).prefix { $0 != ";" }
            let fitting = ranges.filter { $0.fits(type) }
            guard let weight = fitting.max(by: { $0.rank < $1.rank })?.weight, weight > 0 else {
                continue
            }
            if weight > best?.weight ?? 0 { best = (format, weight) }
        }
        guard let best else { throw refused(offered) }
        return best.format
    }

    private static func refused(_ offered: [OutputFormat]) -> Problem {
        Problem(
            .notAcceptable,
            "This comes as \(offered.map(\.rawValue).joined(separator: ", ")); "
                + "name one with Accept or with format.")
    }
}

/// One of the ranges of an Accept header: `text/*;q=0.5`.
struct AcceptRange {
    private let type: Substring
    private let subtype: Substring
    let weight: Double

    init?(_ text: some StringProtocol) {
        let parts = String(text).split(separator: ";").map { $0.trimmingBlanks }
        guard let range = parts.first else { return nil }
        let names = range.lowercased().split(separator: "/")
        guard names.count == 2 else { return nil }
        (type, subtype) = (names[0], names[1])
        let weight = parts.dropFirst().first { $0.lowercased().hasPrefix("q=") }
        self.weight = weight.flatMap { Double($0.dropFirst(2)) } ?? 1
    }

    /// How specific it is.
    var rank: Int { type == "*" ? 0 : subtype == "*" ? 1 : 2 }

    func fits(_ name: some StringProtocol) -> Bool {
        let names = name.split(separator: "/")
        guard names.count == 2 else { return false }
        let isAlias = "\(type)/\(subtype)" == "application/x-ndjson" && name == "application/jsonl"
        return isAlias
            || (type == "*" || type == names[0])
                && (subtype == "*" || subtype == names[1])
    }
}

extension StringProtocol {
    /// Without blanks around it.
    var trimmingBlanks: String {
        var text = Substring(self)
        while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return String(text)
    }
}
