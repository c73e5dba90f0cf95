import CanonicalJSON
import Filings

/// What a header says of the submission as a whole, the same for all parties to it.
struct HeaderSubmission {
    /// The filing without its party: filer, roles, act and numbers are open.
    private(set) var filing: FilingListed
    let accession: EdgarAccession
    /// `nil` for a submission that was released later than it was accepted.
    private(set) var publishedAt: Instant?
    private(set) var problems: [(line: Int, reason: String)] = []

    /// - Throws: ``SourceError/malformed(document:reason:)`` without an accession number, a form
    ///   type or a filing date.
    init(_ header: SubmissionHeader, document: String) throws(SourceError) {
        func missing(_ reason: String) -> SourceError {
            .malformed(document: document, reason: reason)
        }
        guard let number = header.first("ACCESSION NUMBER") else {
            throw missing("the header has no accession number")
        }
        guard let accession = EdgarAccession(number.value) else {
            throw missing("line \(number.line): \"\(number.value)\" is no accession number")
        }
        guard let form = header.first("TYPE")?.value else {
            throw missing("the header has no submission type")
        }
        guard let filed = header.first("FILING DATE") else {
            throw missing("the header has no filing date")
        }
        guard let filedOn = HeaderDate.day(filed.value) else {
            throw missing("line \(filed.line): \"\(filed.value)\" is no day of the calendar")
        }
        self.accession = accession
        filing = FilingListed(filer: "", accession: accession.text, form: form, filedOn: filedOn)
        filing.reader = EdgarHeader.sourceName
        filing.periodOfReport = day(header.first("PERIOD"))
        takeItems(header.all("ITEMS"))
        takeDetails(header)
        takeAcceptance(header.first("ACCEPTANCE DATETIME"))
        takeRest(header)
    }

    private mutating func day(_ field: SubmissionHeader.Field?) -> CivilDay? {
        guard let field else { return nil }
        if let day = HeaderDate.day(field.value) { return day }
        problems.append((field.line, "\(field.name) \"\(field.value)\" is no day of the calendar"))
        return nil
    }

    /// Codes stay as they are, titles become codes. In the order of the submissions files, which
    /// sort codes as texts, so that both readers say the same of one filing.
    private mutating func takeItems(_ items: [String]) {
        guard !items.isEmpty else { return }
        guard EightKItem.isFamily(form: filing.form) else {
            // The submissions files join these with commas; titles may have commas themselves.
            let areCodes = items.allSatisfy { !$0.contains(" ") && !$0.contains(",") }
            filing.itemsText = items.joined(separator: areCodes ? "," : "\n")
            return
        }
        var codes: Set<String> = []
        var isKnown = true
        for item in items {
            if EightKItem.item(item, filedOn: filing.filedOn) != nil {
                codes.insert(item)
            } else if let code = EightKItem.code(titled: item, filedOn: filing.filedOn) {
                codes.insert(code)
            } else {
                isKnown = false
            }
        }
        filing.items = codes.sorted()
        if !isKnown { filing.itemsText = items.joined(separator: "\n") }
    }

    private mutating func takeDetails(_ header: SubmissionHeader) {
        func set(_ name: String, _ day: CivilDay?) {
            filing.details[name] = (day?.text).map { .string($0) }
        }
        if let count = header.first("PUBLIC DOCUMENT COUNT").flatMap({ Int64($0.value) }) {
            filing.details["publicDocumentCount"] = .integer(count)
        }
        let firstLine = header.first("SEC HEADER") ?? header.first("IMS HEADER")
        let disseminatedOn = firstLine.flatMap { HeaderDate.dissemination($0.value) }
        let changedOn = day(header.first("DATE OF FILING DATE CHANGE"))
        set("disseminatedOn", disseminatedOn)
        set("changedOn", changedOn)
        set("effectiveOn", day(header.first("EFFECTIVENESS DATE")))
        if header.flags.contains(HeaderNames.privateToPublic) {
            filing.details["privateToPublic"] = true
            // A bare header does not say when it was disseminated; the release is its last change.
            let released = disseminatedOn ?? changedOn
            set("releasedOn", released.flatMap { $0 > filing.filedOn ? $0 : nil })
        }
        let ciks = Set(header.parties.compactMap { $0.text("CIK") })
        if ciks.count > 1 { filing.details["filerCount"] = .integer(Int64(ciks.count)) }
        if !header.seriesIDs.isEmpty {
            filing.details["seriesCount"] = .integer(Int64(Set(header.seriesIDs).count))
            if header.seriesIDs.count <= Self.mostSeries {
                filing.details["series"] = .array(header.seriesIDs.map { .string($0) })
            }
        }
        if header.classCount > 0 {
            filing.details["classCount"] = .integer(Int64(header.classCount))
        }
    }

    /// More would not fit into an entry beside everything else.
    private static let mostSeries = 1_000

    private mutating func takeAcceptance(_ field: SubmissionHeader.Field?) {
        guard let field else { return }
        filing.acceptedText = field.value
        filing.acceptedClock = .header
        publishedAt = HeaderDate.instant(field.value)
        if HeaderDate.day(field.value) == nil || publishedAt == nil && field.value.count != 8 {
            filing.acceptedClock = .unknown
            problems.append((field.line, "\"\(field.value)\" is no time of acceptance"))
        }
        if filing.details["privateToPublic"] != nil { publishedAt = nil }
    }

    /// Fields that have no place of their own, under the register's names.
    private mutating func takeRest(_ header: SubmissionHeader) {
        let titles = header.all("ITEMS").filter { $0.contains(" ") }
        if !titles.isEmpty, EightKItem.isFamily(form: filing.form) {
            filing.details["itemTitles"] = .array(titles.map { .string($0) })
        }
        for field in header.fields where !Self.taken.contains(field.name) {
            filing.details.add(field.name, field.value)
        }
        for flag in header.flags where !Self.taken.contains(flag) {
            filing.details[flag] = true
        }
    }

    private static let taken: Set = [
        "ACCESSION NUMBER", "TYPE", "PUBLIC DOCUMENT COUNT", "PERIOD", "ITEMS", "FILING DATE",
        "DATE OF FILING DATE CHANGE", "EFFECTIVENESS DATE", "ACCEPTANCE DATETIME", "SEC HEADER",
        "IMS HEADER", "SEC DOCUMENT", "IMS DOCUMENT", "SUBMISSION", HeaderNames.privateToPublic,
    ]
}

extension JSONObject {
    /// Sets a text, or makes a list of it and those before.
    mutating func add(_ name: String, _ value: String) {
        switch self[name] {
        case .array(let values): self[name] = .array(values + [.string(value)])
        case .some(let first): self[name] = .array([first, .string(value)])
        case nil: self[name] = .string(value)
        }
    }
}
