import CanonicalJSON
import Filings

/// What a header says of a party itself: its key, its name on the day of filing, former names.
///
/// Its address, classification and fiscal year stay unrecorded: a description counts as a whole,
/// and a header of long ago, which has but a part of it, would replace a newer one.
struct HeaderCompany {
    let filer: EdgarFiler
    /// The day for which the header speaks.
    let observedOn: CivilDay
    private(set) var findings: [SourceReading.Finding] = []
    private(set) var problems: [(line: Int, reason: String)] = []

    private let document: String

    init(
        _ party: SubmissionHeader.Party, _ filer: EdgarFiler, filedOn: CivilDay, document: String
    ) {
        self.filer = filer
        observedOn = filedOn
        self.document = document
        identify()
        if let name = party.text("CONFORMED NAME") {
            let named = CompanyNamed(name: name, kind: .current, observedOn: observedOn)
            let hash = ContentHash.text(of: named.comparable)
            add(.companyNamed(named), "name/current/\(observedOn.text)/\(hash)", party.line)
        } else {
            problems.append((party.line, "CIK \(filer.cik) has no name"))
        }
        for former in party.formerNames { nameFormer(former, line: party.line) }
    }

    private mutating func identify() {
        let identified = CompanyIdentified(
            Identifier(.cik, filer.tenDigits), observedOn: observedOn)
        let hash = ContentHash.text(of: identified.comparable)
        add(
            .companyIdentified(identified),
            "identifier/cik/\(filer.cik)/\(observedOn.text)/\(hash)", nil)
    }

    /// The date of a former name is the day it began: `APPLE INC` has 20070109 there and was the
    /// name from that day to 2019; `Facebook Inc` has 20050511. When it ended stands nowhere.
    private mutating func nameFormer(_ fields: [SubmissionHeader.Field], line: Int) {
        guard let name = fields.first(where: { $0.name == "FORMER CONFORMED NAME" }) else {
            problems.append((fields.first?.line ?? line, "a former company without a name"))
            return
        }
        var named = CompanyNamed(name: name.value, kind: .former)
        if let changed = fields.first(where: { $0.name == "DATE CHANGED" }) {
            named.from = HeaderDate.day(changed.value)
            if named.from == nil {
                problems.append(
                    (changed.line, "\"\(changed.value)\" is no day of the calendar"))
            }
        }
        let hash = ContentHash.text(of: named.comparable)
        add(.companyNamed(named), "name/former/\(hash)", name.line)
    }

    private mutating func add(_ event: FilingEvent, _ key: String, _ line: Int?) {
        findings.append(
            SourceReading.Finding(
                stream: filer.stream,
                event: NewEvent(
                    id: "edgar:\(filer.cik)/\(key)", source: EdgarAddress.filings(of: filer),
                    event: event),
                place: SourcePlace(
                    document: document, part: line.map { "line \($0)" } ?? "CIK \(filer.cik)")))
    }
}
