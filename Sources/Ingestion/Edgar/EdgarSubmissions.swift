import CanonicalJSON
import Filings

/// The SEC's JSON of one filer's submissions, and its overflow pages.
///
/// Source: <https://www.sec.gov/search-filings/edgar-application-programming-interfaces>. The main
/// file holds the company's data and its newest filings; the rest is in pages of bare columns that
/// do not say whose they are.
public struct EdgarSubmissions: FilingSource {
    public let name = "edgar-submissions"
    /// Whose pages are read, where their file names do not tell.
    private let filer: EdgarFiler?

    public init() { filer = nil }

    /// - Parameter cik: One to ten digits.
    /// - Returns: `nil` when the text is no CIK.
    public init?(cik: String) {
        guard let filer = EdgarFiler(cik: cik) else { return nil }
        self.filer = filer
    }

    public func reads(fileNamed name: String) -> Bool {
        let stem = SourceDocument(name: name, bytes: []).stem
        return name.hasSuffix(".json") && SubmissionsFileName(stem: stem) != nil
    }

    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        let file = try Self.object(in: document)
        let named = SubmissionsFileName(stem: document.stem)?.filer
        guard let filings = file["filings"], let columns = filings["recent"]?.objectValue,
            let key = file["cik"]
        else {
            guard file["accessionNumber"]?.arrayValue != nil else {
                let found = file.members.prefix(6).map(\.name).joined(separator: ", ")
                throw .wrongKind(
                    document: document.name, expected: "a filer's submissions",
                    found: "JSON with the members \(found)")
            }
            guard let owner = filer ?? named else {
                throw .companyUnknown(document: document.name)
            }
            return try read(file, of: owner, in: document).reading
        }
        let owner = try owner(key, named: named, in: document)
        var (reading, newest) = try read(columns, of: owner, in: document)
        let company = SubmissionsCompany(
            file, of: owner, document: document.name, observedOn: document.observedOn ?? newest)
        reading.findings = company.reading.findings + reading.findings
        reading.refusals = company.reading.refusals + reading.refusals
        reading.furtherParts = Self.furtherParts(filings)
        return reading
    }

    /// The rows' events, the oldest first, and the newest filing date.
    private func read(
        _ columns: JSONObject, of filer: EdgarFiler, in document: SourceDocument
    ) throws(SourceError) -> (reading: SourceReading, newest: CivilDay?) {
        let table = try SubmissionsTable(columns, document: document.name)
        let columns = SubmissionsColumns(table)
        var reading = SourceReading()
        var rows: [(place: SourcePlace, row: SubmissionsRow)] = []
        var clock = AcceptanceClock()
        for index in 0..<table.rowCount {
            let place = SourcePlace(document: document.name, row: index + 1)
            do throws(SubmissionsColumns.Misfit) {
                let row = try SubmissionsRow(index, of: columns, filer: filer)
                if let time = row.accepted { clock.weigh(time, form: row.filing.form) }
                rows.append((place, row))
            } catch {
                reading.refusals.append(
                    SourceReading.Refusal(place: place, reason: error.reason))
            }
        }
        let judged = clock.judgement
        reading.findings = rows.reversed().map { entry in
            entry.row.finding(judged: judged, filer: filer, at: entry.place)
        }
        return (reading, rows.lazy.map(\.row.filing.filedOn).max())
    }

    private static func object(in document: SourceDocument) throws(SourceError) -> JSONObject {
        let start = document.bytes.first { $0 > 0x20 }
        if start == UInt8(ascii: "<") {
            throw .wrongKind(
                document: document.name, expected: "a filer's submissions in JSON",
                found: "an HTML or XML page")
        }
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONValue(parsing: document.bytes, numbers: .ecmaScript)
        } catch {
            throw .malformed(document: document.name, reason: error.description)
        }
        guard let object = value.objectValue else {
            throw .wrongKind(
                document: document.name, expected: "a filer's submissions",
                found: "JSON that is not an object")
        }
        return object
    }

    private func owner(
        _ key: JSONValue, named: EdgarFiler?, in document: SourceDocument
    ) throws(SourceError) -> EdgarFiler {
        let text = key.stringValue ?? key.canonicalText
        guard let stated = EdgarFiler(cik: text) else {
            throw .malformed(document: document.name, reason: "cik \(text) is not one")
        }
        if let expected = filer ?? named, expected != stated {
            throw .wrongCompany(
                document: document.name, expected: expected.tenDigits, found: stated.tenDigits)
        }
        return stated
    }

    private static func furtherParts(_ filings: JSONValue) -> [SourceReading.FurtherPart] {
        (filings["files"]?.arrayValue ?? []).compactMap { page in
            page["name"]?.stringValue.map { name in
                SourceReading.FurtherPart(
                    name: name, filings: page["filingCount"]?.integerValue)
            }
        }
    }
}
