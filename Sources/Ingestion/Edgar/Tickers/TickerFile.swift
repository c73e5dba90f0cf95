import CanonicalJSON
import Filings

/// One of the SEC's files that pair tickers with CIKs, in any of their four forms.
///
/// Told apart by content: `company_tickers.json` is an object of objects, the files with exchanges
/// and with funds are `fields` with rows of `data`, and `ticker.txt` is lines of two words.
struct TickerFile {
    /// `company_tickers`, `company_tickers_exchange`, `company_tickers_mf`, `ticker`.
    let kind: String
    private(set) var rows: [TickerRow] = []
    private(set) var refusals: [SourceReading.Refusal] = []
    private let document: String

    static let companies = "company_tickers"

    init(_ document: SourceDocument) throws(SourceError) {
        self.document = document.name
        let bytes = try document.plainBytes()
        guard let start = bytes.first(where: { $0 > 0x20 }) else {
            throw .malformed(document: document.name, reason: "the file is empty")
        }
        switch start {
        case UInt8(ascii: "<"):
            throw .wrongKind(
                document: document.name, expected: "a list of tickers", found: "an HTML or XML page"
            )
        case UInt8(ascii: "{"):
            let object = try Self.object(in: bytes, of: document.name)
            if let fields = object["fields"]?.arrayValue, let data = object["data"]?.arrayValue {
                let columns = try TickerColumns(fields, document: document.name)
                kind = columns.kind
                for (index, row) in data.enumerated() {
                    take("row \(index + 1)") { () throws(TickerRow.Misfit) in
                        try columns.row(row)
                    }
                }
            } else {
                kind = Self.companies
                try takeEntries(of: object)
            }
        default:
            kind = "ticker"
            for (index, line) in bytes.split(separator: 0x0A).enumerated() {
                let text = String(decoding: line, as: UTF8.self)
                take("line \(index + 1)") { () throws(TickerRow.Misfit) in
                    try TickerRow(line: text)
                }
            }
        }
    }

    private static func object(
        in bytes: [UInt8], of document: String
    ) throws(SourceError) -> JSONObject {
        do throws(JSONError) {
            let value = try JSONValue(parsing: bytes, numbers: .ecmaScript)
            return value.objectValue ?? JSONObject()
        } catch {
            throw .malformed(document: document, reason: error.description)
        }
    }

    private mutating func takeEntries(of object: JSONObject) throws(SourceError) {
        guard object.members.contains(where: { $0.value["cik_str"] != nil }) else {
            let found = object.members.prefix(6).map(\.name).joined(separator: ", ")
            throw .wrongKind(
                document: document, expected: "a list of tickers",
                found: "JSON with the members \(found)")
        }
        for member in object.members {
            let entry = member.value
            take("entry \(member.name)") { () throws(TickerRow.Misfit) in
                try TickerRow(
                    cik: entry["cik_str"], ticker: entry["ticker"], title: entry["title"])
            }
        }
    }

    private mutating func take(
        _ part: String, _ row: () throws(TickerRow.Misfit) -> TickerRow
    ) {
        do throws(TickerRow.Misfit) {
            var row = try row()
            guard row.saysSomething else { throw TickerRow.Misfit(reason: "no ticker") }
            row.part = part
            rows.append(row)
        } catch {
            let place = SourcePlace(document: document, part: part)
            refusals.append(SourceReading.Refusal(place: place, reason: error.reason))
        }
    }

    /// For who wants to know whose a ticker is: see ``note(of:)``. The first of several companies,
    /// which is the largest.
    var lookup: SourceReading {
        var reading = SourceReading()
        reading.refusals = refusals
        for row in rows {
            guard let ticker = row.ticker?.normalized else { continue }
            let note = Self.note(of: ticker)
            if reading.notes[note] == nil { reading.notes[note] = row.filer.cik }
        }
        return reading
    }

    /// The note of a ticker's CIK.
    ///
    /// - Parameter ticker: In its normal form.
    static func note(of ticker: String) -> String { "ticker \(ticker)" }
}
