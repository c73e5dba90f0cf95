import CanonicalJSON
import Filings

/// One row of a submissions file, checked.
struct SubmissionsRow {
    let accession: EdgarAccession
    let accepted: AcceptanceText?
    private(set) var filing: FilingListed

    typealias Misfit = SubmissionsColumns.Misfit

    /// - Parameter row: From 0.
    init(
        _ row: Int, of columns: SubmissionsColumns, filer: EdgarFiler
    ) throws(Misfit) {
        accession = try Self.accession(columns.accessionNumber.text(row))
        guard let form = try columns.form.text(row) else {
            throw Misfit(reason: "\(accession.text) has no form type")
        }
        guard let filedOn = try Self.day(columns.filingDate, row) else {
            throw Misfit(reason: "\(accession.text) has no filing date")
        }
        var filing = FilingListed(
            filer: filer.cik, accession: accession.text, form: form, filedOn: filedOn)
        filing.periodOfReport = try Self.day(columns.reportDate, row)
        filing.acceptedText = try columns.acceptanceDateTime.text(row)
        filing.act = try columns.act.text(row)
        filing.fileNumber = try columns.fileNumber.text(row)
        filing.filmNumber = try columns.filmNumber.text(row)
        filing.sizeBytes = try columns.size.integer(row)
        filing.isXBRL = try columns.isXBRL.flag(row)
        filing.isInlineXBRL = try columns.isInlineXBRL.flag(row)
        filing.isXBRLNumeric = try columns.isXBRLNumeric.flag(row)
        filing.primaryDocument = try columns.primaryDocument.text(row)
        filing.primaryDocDescription = try columns.primaryDocDescription.text(row)
        filing.coreType = try columns.coreType.text(row)
        accepted = filing.acceptedText.flatMap { AcceptanceText($0) }
        self.filing = filing
        take(items: try columns.items.text(row))
    }

    /// The event, when the file's clock is known.
    func finding(
        judged clock: FilingListed.Clock, filer: EdgarFiler, reader: String,
        at place: SourcePlace
    ) -> SourceReading.Finding {
        var filing = filing
        filing.reader = reader
        let publishedAt = accepted.flatMap { time in
            time.isBareDay ? nil : time.instant(on: clock)
        }
        if filing.acceptedText != nil {
            let stated = accepted?.stated == nil ? clock : .header
            filing.acceptedClock = accepted == nil ? .unknown : stated
        }
        let event = NewEvent(
            id: EdgarAddress.filingKey(filer, accession, form: filing.form),
            source: EdgarAddress.filingIndex(filer, accession), publishedAt: publishedAt,
            event: .filingListed(filing))
        return SourceReading.Finding(stream: filer.stream, event: event, place: place)
    }

    /// Codes of the 8-K family are a list; other forms keep other things in the same column.
    private mutating func take(items text: String?) {
        guard let text else { return }
        if EightKItem.isFamily(form: filing.form) {
            filing.items = text.split(separator: ",").map { code in
                String(code.drop { $0 == " " }.prefix { $0 != " " })
            }
        }
        if filing.items.joined(separator: ",") != text { filing.itemsText = text }
    }

    private static func accession(_ text: String?) throws(Misfit) -> EdgarAccession {
        guard let accession = EdgarAccession(text ?? "") else {
            throw Misfit(reason: "\"\(text ?? "")\" is no accession number")
        }
        return accession
    }

    private static func day(
        _ column: SubmissionsColumns.Column, _ row: Int
    ) throws(Misfit) -> CivilDay? {
        guard let text = try column.text(row) else { return nil }
        guard let day = CivilDay(text) else {
            throw Misfit(reason: "\(column.name) \"\(text)\" is no day of the calendar")
        }
        return day
    }
}
