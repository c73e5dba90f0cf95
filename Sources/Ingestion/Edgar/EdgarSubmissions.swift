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
        if name.hasSuffix(".zip") { return stem == "submissions" }
        return name.hasSuffix(".json") && SubmissionsFileName(stem: stem) != nil
    }

    /// The archive of all filers, which must be a file, gives a filer at a time. Its name tells and
    /// not its path, since one that was fetched has no path of its own.
    public func pieces(of document: SourceDocument) throws(SourceError) -> any SourcePieces {
        if case .file(let path) = document.content, document.name.hasSuffix(".zip") {
            return try SubmissionsArchive(document, path: path)
        }
        return WholeDocument(reading: try read(document.held()))
    }

    /// - Returns: Its notes say how many `rows` there are and how many of them were refused. The
    ///   file of tickers gives no event here: `edgar-tickers` reads it.
    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        if document.stem == TickerFile.companies {
            return try TickerFile(document).lookup
        }
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
            var reading = try read(file, of: owner, in: document).reading
            reading.listing = SourceReading.Listing(
                name: SubmissionsParts.listing(of: owner), isComplete: false)
            return reading
        }
        let owner = try owner(key, named: named, in: document)
        var (reading, newest) = try read(columns, of: owner, in: document)
        let parts = SubmissionsParts(
            filings, of: owner, in: document.name, rowsRefused: reading.refusals.count)
        let company = SubmissionsCompany(
            file, of: owner, document: document.name, observedOn: document.observedOn ?? newest)
        reading.findings = company.reading.findings + reading.findings
        reading.refusals = company.reading.refusals + reading.refusals + parts.refusals
        reading.furtherParts = parts.pages
        reading.listing = parts.listing
        reading.coverage = [parts.coverage]
        reading.notes["cik"] = owner.cik
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
            entry.row.finding(judged: judged, filer: filer, reader: name, at: entry.place)
        }
        reading.notes["rows"] = String(table.rowCount)
        reading.notes["rowsRefused"] = String(reading.refusals.count)
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
}
