import Filings

/// One entry of the latest filings, checked: a filing under one filer in one role.
struct LatestEntry {
    let filer: EdgarFiler
    let accession: EdgarAccession
    let acceptedAt: Instant?
    private(set) var filing: FilingListed

    struct Misfit: Error {
        let reason: String
    }

    /// The same filing in several roles of one filer is one event.
    var key: String { EdgarAddress.filingKey(filer, accession, form: filing.form) }

    init(_ entry: AtomFeed.Entry, reader: String) throws(Misfit) {
        guard let title = LatestTitle(entry.title), let filer = EdgarFiler(cik: title.cik) else {
            throw Misfit(reason: "the title \"\(entry.title)\" is not FORM - NAME (CIK) (ROLE)")
        }
        if !entry.category.isEmpty, entry.category != title.form {
            throw Misfit(
                reason: "the form is \(title.form) in the title, \(entry.category) in the category")
        }
        let summary = LatestSummary(entry.summary)
        accession = try Self.accession(entry.id, summary)
        guard let filed = summary.filed, let filedOn = CivilDay(filed) else {
            throw Misfit(reason: "\(accession.text) has no filing date")
        }
        self.filer = filer
        var filing = FilingListed(
            filer: filer.cik, accession: accession.text, form: title.form, filedOn: filedOn)
        filing.reader = reader
        filing.filerName = title.name
        filing.roles = title.role.map { [$0] } ?? []
        filing.filmNumber = summary.filmNumber
        filing.acceptedText = entry.updated.isEmpty ? nil : entry.updated
        acceptedAt = Instant(entry.updated)
        if filing.acceptedText != nil {
            filing.acceptedClock = acceptedAt == nil ? .unknown : .header
        }
        if EightKItem.isFamily(form: title.form) {
            filing.items = summary.items
        } else if !summary.items.isEmpty {
            // As the submissions files have it: the codes of other forms are no list of ours.
            filing.itemsText = summary.items.joined(separator: ",")
        }
        self.filing = filing
    }

    private static func accession(
        _ id: String, _ summary: LatestSummary
    ) throws(Misfit) -> EdgarAccession {
        let inID = id.split(separator: "=").last.map { String($0) } ?? ""
        guard let accession = EdgarAccession(inID) else {
            throw Misfit(reason: "the id \"\(id)\" has no accession number")
        }
        if let other = summary.accession, other != accession.text {
            throw Misfit(reason: "the id says \(accession.text), the summary \(other)")
        }
        return accession
    }

    /// Takes the roles of a later entry of the same filing and filer.
    ///
    /// - Throws: When the two tell of the filing differently.
    mutating func merge(_ other: LatestEntry) throws(Misfit) {
        var (one, two) = (filing, other.filing)
        one.roles = []
        two.roles = []
        guard one == two else {
            throw Misfit(reason: "\(accession.text) differs from its entry before")
        }
        filing.roles = Set(filing.roles).union(other.filing.roles).sorted()
    }

    func finding(at place: SourcePlace) -> SourceReading.Finding {
        SourceReading.Finding(
            stream: filer.stream,
            event: NewEvent(
                id: key, source: EdgarAddress.filingIndex(filer, accession),
                publishedAt: acceptedAt, event: .filingListed(filing)),
            place: place)
    }
}
