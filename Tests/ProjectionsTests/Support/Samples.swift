import CanonicalJSON
import Filings

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
        var rows: [String: Row] = [:]
        for event in log {
            for key in keys(of: event) { evolve(&rows[key], key: key, by: event) }
        }
        return rows
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
        var filing = FilingListed(cik: "320193", accession: accession, form: form, filedOn: filedOn)
        filing.items = items
        filing.periodOfReport = period
        return NewEvent(
            id: id ?? "edgar:320193/\(accession)/\(form)", source: "test:register",
            publishedAt: publishedAt, event: .filingListed(filing),
            tags: ["accession:" + accession])
    }

    static func claim(
        _ id: String, of company: String = "sample", _ title: String = "Something happened",
        date: UncertainDate? = nil, knownOn: CivilDay? = nil, published: UncertainDate? = nil,
        key: String? = nil
    ) -> NewEvent {
        var claim = Claim(
            id: id, company: company, kind: .plant, title: title,
            source: ClaimSource(id: "S1", title: "A paper", tier: .secondary), date: date)
        claim.knownOn = knownOn
        claim.publishedOn = published
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
