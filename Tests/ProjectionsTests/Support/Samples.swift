import CanonicalJSON
import Filings
import Testing

@testable import Projections

extension StreamName {
    static let sample = StreamName(stored: "company-sample")
    static let other = StreamName(stored: "company-other")
}

/// A log in memory: each event recorded a second after the one before, all in one stream.
func recorded(_ events: NewEvent..., in stream: StreamName = .sample) -> [RecordedEvent] {
    recorded(events, in: stream)
}

func recorded(_ events: [NewEvent], in stream: StreamName = .sample) -> [RecordedEvent] {
    events.enumerated().map { index, new in
        let position = Int64(index + 1)
        return RecordedEvent(
            position: position, version: position, stream: stream, id: new.id, source: new.source,
            publishedAt: new.publishedAt,
            recordedAt: Instant(
                microsecondsSinceEpoch: 1_700_000_000_000_000 + position * 1_000_000),
            recordedBy: "tester", event: new.event)
    }
}

extension Projection {
    /// The rows that a log gives, folded one event after the other.
    func rows(after log: [RecordedEvent]) -> [String: Row] {
        var fold = ProjectionFold(self)
        for event in log {
            do { try fold.apply(event) } catch { Issue.record("\(event.id): \(error)") }
        }
        return fold.rows
    }
}

extension NewEvent {
    static func named(
        _ name: String, _ kind: CompanyNamed.Kind = .current, to: CivilDay? = nil
    ) -> NewEvent {
        NewEvent(
            id: "name:\(name)/\(kind.rawValue)", source: "test:names",
            event: .companyNamed(CompanyNamed(name: name, kind: kind, to: to)))
    }

    static func identified(_ scheme: String, _ value: String, normalized: String) -> NewEvent {
        NewEvent(
            id: "\(scheme):\(value)", source: "test:identifiers",
            event: .companyIdentified(
                CompanyIdentified(scheme: scheme, value: value, normalized: normalized)))
    }

    static func described(sic: String, on day: String) -> NewEvent {
        var described = CompanyDescribed()
        described.sic = sic
        described.observedOn = CivilDay(day)
        return NewEvent(
            id: "described:\(sic)/\(day)", source: "test:register",
            event: .companyDescribed(described))
    }

    static func filing(
        _ accession: String = "0000320193-24-000123", form: String = "8-K", filedOn: CivilDay,
        items: [String] = [], period: CivilDay? = nil, publishedAt: Instant? = nil,
        id: String? = nil
    ) -> NewEvent {
        var filing = FilingListed(
            filer: "320193", accession: accession, form: form, filedOn: filedOn)
        filing.items = items
        filing.periodOfReport = period
        return NewEvent(
            id: id ?? "edgar:320193/\(accession)/\(form)", source: "test:register",
            publishedAt: publishedAt, event: .filingListed(filing),
            tags: ["accession:" + accession])
    }

    /// A filing with whatever members of it a test is about.
    static func listed(
        _ accession: String = "0000320193-24-000123", form: String = "8-K",
        filedOn: CivilDay = .on("2024-01-02"), _ change: (inout FilingListed) -> Void
    ) -> NewEvent {
        var filing = FilingListed(
            filer: "320193", accession: accession, form: form, filedOn: filedOn)
        change(&filing)
        return NewEvent(
            id: "edgar:320193/\(accession)/\(form)", source: "test:register",
            event: .filingListed(filing))
    }

    static func detailed(
        _ filing: NewEvent, _ added: JSONObject, publishedAt: Instant? = nil
    ) -> NewEvent {
        later(filing, publishedAt: publishedAt) { .filingDetailed(.init($0, added: added)) }
    }

    static func corrected(
        _ filing: NewEvent, _ changes: FilingCorrected.Change...
    ) -> NewEvent {
        later(filing) { .filingCorrected(.init($0, changes: changes)) }
    }

    static func delisted(_ filing: NewEvent, on day: CivilDay? = nil) -> NewEvent {
        later(filing, on: day) { .filingDelisted(.init($0, listing: "test 2024-Q1")) }
    }

    static func relisted(_ filing: NewEvent, on day: CivilDay? = nil) -> NewEvent {
        later(filing, on: day) { .filingRelisted(.init($0, listing: "test 2024-Q1")) }
    }

    private static func later(
        _ filing: NewEvent, on day: CivilDay? = nil, publishedAt: Instant? = nil,
        _ event: (FilingReference) -> FilingEvent
    ) -> NewEvent {
        var (accession, form) = ("", "")
        if case .filingListed(let listed) = filing.event {
            (accession, form) = (listed.accession, listed.form)
        }
        let reference = FilingReference(
            filing: filing.id, accession: accession, form: form, reader: "test", observedOn: day)
        let event = event(reference)
        return NewEvent(
            id: "\(filing.id)#\(event.type)", source: "test:register", publishedAt: publishedAt,
            event: event)
    }

    static func run(
        _ source: String = "edgar-index", _ moment: String = "2024-01-05T03:00:00Z",
        outcome: RunFinished.Outcome = .complete, appended: Int64 = 0,
        coverage: [RunCoverage] = [], part: Int64 = 1, parts: Int64 = 1
    ) -> NewEvent {
        let start = Instant(moment) ?? Instant(microsecondsSinceEpoch: 0)
        let end = Instant(microsecondsSinceEpoch: start.microsecondsSinceEpoch + 2_500_000)
        var counts = RunCounts()
        counts.read = appended
        counts.appended = appended
        let run = RunFinished(
            run: "\(source)/\(start.text)", source: source, startedAt: start, finishedAt: end,
            outcome: outcome, command: "annals ingest \(source)", counts: counts,
            coverage: coverage, part: part, parts: parts)
        return NewEvent(
            id: "run:\(run.run)/\(part)", source: "test:runs", event: .runFinished(run))
    }

    static func claim(
        _ id: String, of company: String = "sample", _ title: String = "Something happened",
        date: UncertainDate? = nil, knownOn: CivilDay? = nil, published: UncertainDate? = nil,
        key: String? = nil, _ change: (inout Claim) -> Void = { _ in }
    ) -> NewEvent {
        var claim = Claim(
            id: id, company: company, kind: .plant, title: title,
            source: ClaimSource(id: "S1", title: "A paper", tier: .secondary), date: date)
        claim.knownOn = knownOn
        claim.publishedOn = published
        change(&claim)
        return NewEvent(
            id: key ?? "claim:\(company)/\(id)", source: "test:claims",
            event: .claimAsserted(claim))
    }

    static func unknown(_ number: Int) -> NewEvent {
        NewEvent(
            id: "test:\(number)", source: "test:samples",
            event: .unknown(type: "test.counted", data: ["number": .integer(Int64(number))]))
    }
}

extension CivilDay {
    /// A day that a test spells out; the epoch when it is misspelt.
    static func on(_ text: String) -> CivilDay { CivilDay(text) ?? CivilDay(daysSinceEpoch: 0) }
}
