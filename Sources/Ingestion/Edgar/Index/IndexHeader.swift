import Filings

/// What stands above an index's rows: what it is of, how far it goes, and its columns.
struct IndexHeader: Equatable {
    enum Layout: Equatable {
        /// Fields between bars, and how many.
        case master(fields: Int)
        /// The form type comes first; where the name begins.
        case form(nameColumn: Int)
        /// The name comes first; where the form type begins.
        case company(formColumn: Int)
    }

    enum Extent: Equatable {
        /// What was released on one day.
        case day
        /// All filings of a quarter.
        case quarter
        /// A selection, such as the index of filings with XBRL.
        case other
    }

    let layout: Layout
    let extent: Extent
    let lastDataReceived: CivilDay?

    /// Reads up to the line of dashes.
    ///
    /// The number of lines differs between files, and the row of column names is broken in two in
    /// many daily ones.
    init(_ lines: inout IndexLines, document: String) throws(SourceError) {
        var texts: [String] = []
        while let line = try lines.next() {
            let bytes = lines.buffer[line]
            if bytes.count >= 20, bytes.allSatisfy({ $0 == UInt8(ascii: "-") }) {
                try self.init(texts, document: document)
                return
            }
            let text = String(decoding: bytes.prefix(400), as: UTF8.self)
            texts.append(text)
            if texts.count > 60 { break }
        }
        let content = texts.lazy.map { $0.drop { $0 == " " || $0 == "\u{FEFF}" } }
            .first { !$0.isEmpty }
        let found =
            switch content {
            case nil: "an empty file"
            case .some(let text) where text.hasPrefix("<"): "an HTML or XML page"
            case .some(let text) where text.hasPrefix("PK"): "a zip file"
            case .some(let text) where text.hasPrefix("\u{1F}"): "packed data that are no gzip"
            default: "no line of dashes above rows"
            }
        throw .wrongKind(document: document, expected: Self.kind, found: found)
    }

    private init(_ texts: [String], document: String) throws(SourceError) {
        guard let layout = texts.lazy.compactMap(Self.layout).first else {
            throw .wrongKind(
                document: document, expected: Self.kind,
                found: "the columns \(texts.last ?? "(none)")")
        }
        self.layout = layout
        let description = Self.value(of: "Description:", in: texts) ?? ""
        extent =
            description.hasPrefix("Daily Index")
            ? .day : description.hasPrefix("Master Index") ? .quarter : .other
        lastDataReceived = Self.value(of: "Last Data Received:", in: texts).flatMap(Self.day)
    }

    private static let kind = "a master, form or company index of EDGAR"

    private static func layout(ofColumns text: String) -> Layout? {
        if text.hasPrefix("CIK|Company Name|Form Type|Date Filed|File") {
            return .master(fields: text.split(separator: "|").count)
        }
        if text.hasPrefix("Form Type "), let name = text.firstRange(of: "Company Name") {
            return .form(nameColumn: text.utf8.distance(from: text.startIndex, to: name.lowerBound))
        }
        if text.hasPrefix("Company Name "), let form = text.firstRange(of: "Form Type") {
            return .company(
                formColumn: text.utf8.distance(from: text.startIndex, to: form.lowerBound))
        }
        return nil
    }

    private static func value(of name: String, in texts: [String]) -> String? {
        for text in texts {
            guard let place = text.firstRange(of: name) else { continue }
            return String(text[place.upperBound...].drop { $0 == " " })
        }
        return nil
    }

    /// Reads `March 31, 2020` and `Jan  3, 2020`.
    static func day(_ text: String) -> CivilDay? {
        let parts = text.split { $0 == " " || $0 == "," }
        let months = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        guard parts.count == 3, let month = months.firstIndex(of: parts[0].prefix(3).lowercased()),
            let day = Int(parts[1]), let year = Int(parts[2])
        else { return nil }
        return CivilDay(year: year, month: month + 1, day: day)
    }
}
