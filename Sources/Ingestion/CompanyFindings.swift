import CanonicalJSON
import Filings

/// Names, identifiers and descriptions of one company as a document states them, as findings.
///
/// Keys hold the day and a hash of the content: what a register repeats at every reading is one
/// state, and the log decides whether it is news.
struct CompanyFindings {
    let stream: StreamName
    /// `companies-house:07310390`
    let key: String
    /// Where the company's own data are, a URI reference.
    let source: String
    let document: String
    let observedOn: CivilDay?
    private(set) var findings: [SourceReading.Finding] = []

    init(
        stream: StreamName, key: String, source: String, document: String, observedOn: CivilDay?
    ) {
        self.stream = stream
        self.key = key
        self.source = source
        self.document = document
        self.observedOn = observedOn
    }

    mutating func identify(_ identifier: Identifier, part: String) {
        let identified = CompanyIdentified(identifier, observedOn: observedOn)
        let subject = "\(identified.scheme)/\(identified.normalized)"
        let hash = ContentHash.text(of: identified.comparable)
        add(.companyIdentified(identified), "identifier/\(subject)/\(day)/\(hash)", part)
    }

    mutating func name(_ name: String, language: String? = nil, part: String) {
        let named = CompanyNamed(
            name: name, kind: .current, language: language, observedOn: observedOn)
        let hash = ContentHash.text(of: named.comparable)
        add(.companyNamed(named), "name/current/\(day)/\(hash)", part)
    }

    /// A name that is no state: a former one with its span, or another one in use.
    mutating func name(_ named: CompanyNamed, part: String) {
        let hash = ContentHash.text(of: named.comparable)
        add(.companyNamed(named), "name/\(named.kind.rawValue)/\(hash)", part)
    }

    mutating func describe(_ described: CompanyDescribed, part: String) {
        guard !described.comparable.isEmpty else { return }
        var described = described
        described.observedOn = observedOn
        let hash = ContentHash.text(of: described.comparable)
        add(.companyDescribed(described), "description/\(day)/\(hash)", part)
    }

    private var day: String { observedOn?.text ?? "undated" }

    private mutating func add(_ event: FilingEvent, _ key: String, _ part: String) {
        let new = NewEvent(id: "\(self.key)/\(key)", source: source, event: event)
        let place = SourcePlace(document: document, part: part)
        findings.append(SourceReading.Finding(stream: stream, event: new, place: place))
    }
}
