import CanonicalJSON
import Filings

/// One record of a CSV file, read by a mapping.
struct CSVRow {
    private let mapping: CSVMapping
    /// By column, in the order of the file.
    private let header: [String]
    private let columns: [String: Int]

    typealias Misfit = CSVRule.Misfit

    /// - Throws: ``SourceError/malformed(document:reason:)`` when a column that the mapping names
    ///   is not there, or a name occurs twice.
    init(header: [String], mapping: CSVMapping, document: String) throws(SourceError) {
        self.mapping = mapping
        self.header = header
        var columns: [String: Int] = [:]
        for (index, name) in header.enumerated() where !name.isEmpty {
            guard columns[name] == nil else {
                throw .malformed(document: document, reason: "two columns are named \"\(name)\"")
            }
            columns[name] = index
        }
        self.columns = columns
        for (name, line) in mapping.columns where columns[name] == nil {
            throw .malformed(
                document: document,
                reason: "no column \"\(name)\", which \(mapping.file):\(line) names; there are "
                    + header.joined(separator: ", "))
        }
    }

    var columnCount: Int { header.count }

    func finding(
        _ cells: [String], at place: SourcePlace
    ) throws(Misfit) -> SourceReading.Finding {
        func value(_ field: String) throws(Misfit) -> String? {
            guard let rule = mapping.fields[field] else { return nil }
            do throws(Misfit) {
                return try rule.value(rule.column.flatMap { columns[$0] }.map { cells[$0] })
            } catch {
                throw Misfit(reason: "\(field): \(error.reason)")
            }
        }
        func needed(_ field: String) throws(Misfit) -> String {
            guard let value = try value(field) else { throw Misfit(reason: "\(field) is blank") }
            return value
        }
        func day(_ field: String) throws(Misfit) -> CivilDay? {
            guard let text = try value(field), let rule = mapping.fields[field] else { return nil }
            if let day = rule.format.day(text) { return day }
            throw Misfit(reason: "\(field): \"\(text)\" is no day in \(rule.format.rawValue)")
        }
        guard let filedOn = try day("filedOn") else { throw Misfit(reason: "filedOn is blank") }
        var filing = FilingListed(
            register: mapping.register, filer: try needed("filer"),
            accession: try needed("accession"), form: try needed("form"), filedOn: filedOn)
        filing.reader = CSVSource.sourceName
        filing.periodOfReport = try day("periodOfReport")
        filing.filerName = try value("filerName")
        filing.title = try value("title")
        filing.category = try value("category")
        filing.act = try value("act")
        filing.fileNumber = try value("fileNumber")
        filing.filmNumber = try value("filmNumber")
        filing.primaryDocument = try value("primaryDocument")
        filing.sizeBytes = try size(try value("sizeBytes"))
        take(items: try value("items"), into: &filing)
        filing.details = details(cells)
        let url = try value("url")
        let event = NewEvent(
            id: try key(cells, filing), source: url ?? "csv:\(mapping.register)",
            publishedAt: try instant(try value("publishedAt")), event: .filingListed(filing),
            tags: ["accession:\(filing.accession)"])
        return SourceReading.Finding(
            stream: try stream(cells, filing), event: event, place: place)
    }

    private func size(_ text: String?) throws(Misfit) -> Int64? {
        guard let text else { return nil }
        if let size = Int64(text), size >= 0 { return size }
        throw Misfit(reason: "sizeBytes: \"\(text)\" is no count of bytes")
    }

    private func instant(_ text: String?) throws(Misfit) -> Instant? {
        guard let text else { return nil }
        let zone = mapping.fields["publishedAt"]?.zone
        if let instant = zone.map({ $0.instant(text) }) ?? Instant(text) { return instant }
        let hint = zone == nil ? " with an offset; does the mapping lack a zone?" : ""
        throw Misfit(reason: "publishedAt: \"\(text)\" is no time" + hint)
    }

    private func take(items text: String?, into filing: inout FilingListed) {
        guard let text else { return }
        let separator = mapping.fields["items"]?.separator ?? ","
        filing.items = text.split(separator: separator).map(\.trimmed).filter { !$0.isEmpty }
        if filing.items.joined(separator: ",") != text { filing.itemsText = text }
    }

    private func details(_ cells: [String]) -> JSONObject {
        let names: [String]
        switch mapping.details {
        case .columns(let columns): names = columns
        case .all:
            let used = Set(mapping.fields.values.compactMap(\.column))
            names = header.filter { !$0.isEmpty && !used.contains($0) }
        }
        var details = JSONObject()
        for name in names {
            let cell = columns[name].map { cells[$0].trimmed } ?? ""
            details[name] = cell.isEmpty ? .none : .some(.string(cell))
        }
        return details
    }

    private func key(_ cells: [String], _ filing: FilingListed) throws(Misfit) -> String {
        try mapping.key.text { name in value(named: name, cells, filing) }
    }

    private func stream(
        _ cells: [String], _ filing: FilingListed
    ) throws(Misfit) -> StreamName {
        let text = try mapping.stream.text { name in value(named: name, cells, filing) }
        guard let stream = StreamName(text.lowercased()) else {
            throw Misfit(reason: "\"\(text)\" cannot name a stream")
        }
        return stream
    }

    /// A field as it was read, or a column as it stands there.
    private func value(named name: String, _ cells: [String], _ filing: FilingListed) -> String? {
        switch name {
        case "register": return mapping.register
        case "filer": return filing.filer
        case "accession": return filing.accession
        case "form": return filing.form
        case "filedOn": return filing.filedOn.text
        default:
            if let rule = mapping.fields[name] {
                return (try? rule.value(rule.column.flatMap { columns[$0] }.map { cells[$0] }))
                    ?? nil
            }
            let cell = columns[name].map { cells[$0].trimmed } ?? ""
            return cell.isEmpty ? nil : cell
        }
    }
}
