import CanonicalJSON
import Filings

/// One row of a file of tickers, checked.
struct TickerRow: Equatable {
    let filer: EdgarFiler
    /// Of any form, `(NWAKX)` too; `nil` for a class of shares without one.
    private(set) var ticker: Identifier?
    var exchange: String?
    /// The company's name as the file shows it.
    var title: String?
    /// A fund's series and its class of shares, as `S000009184` and `C000024954`.
    var series: String?
    var shareClass: String?
    /// What the file calls the row, for messages.
    var part = ""

    struct Misfit: Error {
        let reason: String
    }

    init(cik: JSONValue?, ticker: JSONValue?, title: JSONValue? = nil) throws(Misfit) {
        let number = cik?.stringValue ?? cik?.canonicalText ?? "nothing"
        guard let filer = EdgarFiler(cik: number) else {
            throw Misfit(reason: "\(number) is no CIK")
        }
        self.filer = filer
        switch ticker {
        case nil, .null, .string(""): break
        case .string(let symbol): self.ticker = Identifier(.ticker, symbol)
        case .some(let other): throw Misfit(reason: "\(other.canonicalText) is no ticker")
        }
        self.title = Self.text(title)
    }

    /// A row must give its company something beside a name.
    var saysSomething: Bool { ticker != nil || series != nil || shareClass != nil }

    /// `aapl`, a tabulator, `320193`.
    init(line: String) throws(Misfit) {
        let fields = line.split { $0 == "\t" || $0.isNewline }
        guard fields.count == 2 else {
            throw Misfit(reason: "\"\(line)\" is not a ticker and a CIK")
        }
        try self.init(cik: .string(String(fields[1])), ticker: .string(String(fields[0])))
    }

    /// - Returns: `nil` for a blank, and for what is not a text.
    static func text(_ value: JSONValue?) -> String? {
        value?.stringValue.flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// The columns of a file that has `fields` and rows of `data`; unknown ones are left alone.
struct TickerColumns {
    private let names: [String?]

    /// - Throws: ``SourceError/wrongKind(document:expected:found:)`` without CIK or ticker.
    init(_ fields: [JSONValue], document: String) throws(SourceError) {
        names = fields.map(\.stringValue)
        guard names.contains("cik"), names.contains("ticker") || names.contains("symbol") else {
            throw .wrongKind(
                document: document, expected: "a list of tickers",
                found: "columns \(names.compactMap(\.self).joined(separator: ", "))")
        }
    }

    var kind: String {
        names.contains("symbol") ? "company_tickers_mf" : "company_tickers_exchange"
    }

    func row(_ row: JSONValue) throws(TickerRow.Misfit) -> TickerRow {
        let values = row.arrayValue ?? []
        guard values.count == names.count else {
            throw TickerRow.Misfit(reason: "\(values.count) values for \(names.count) columns")
        }
        func value(_ name: String) -> JSONValue? {
            names.firstIndex(of: name).map { values[$0] }
        }
        var read = try TickerRow(
            cik: value("cik"), ticker: value("ticker") ?? value("symbol"), title: value("name"))
        read.exchange = TickerRow.text(value("exchange"))
        read.series = TickerRow.text(value("seriesId"))
        read.shareClass = TickerRow.text(value("classId"))
        return read
    }
}
