import CanonicalJSON
import Filings
import Testing

@testable import Ingestion

struct SharedBlocksTests {
    static let file = """
        company:
          key: innotron
          name: Innotron
          names:
            - {name: Old Innotron, kind: former, to: 2020-01-01, source: S2}
          aliases: 睿力集成
          identifiers:
            lei: 54930043XZGB27CTOV44
            cik: "0000320193"
          source: S1
        companies:
          - {key: cxmt, names: [CXMT], source: https://example.org/cxmt}
        sources:
          S1: &first
            title: The notice
            url: https://example.org/1
            tier: primary
            published: 2024-06-12T21:00:00-04:00
            sha256: ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB
          S2: {<<: *first, url: https://example.org/2, tier: W, published: 2024-06}
        claims:
          - id: F1
            kind: relation
            title: Innotron controls CXMT
            date: unknown
            source: S1
            quote: controls
            relation: {subject: {name: Innotron, key: innotron}, predicate: controls, object: CXMT}
          - id: F2
            kind: milestone
            state: planned
            title: Start in mid-2026
            date: mid-2026
            source: {id: S2, quote: mid-2026}
            milestone: plant/start
          - company: cxmt
            id: F3
            kind: capacity
            title: Makes wafers
            date: {quoted: June 2024}
            source: S2
            quantities: 30,000 wafers per month
            amount: at least 17.1 billion yuan
            parties: [{name: Innotron, role: parent, key: innotron}]
        """

    @Test func `names and identifiers come before claims in their streams`() throws {
        let streams = try ClaimText.read(Self.file)
        #expect(streams.map(\.stream.text) == ["company-innotron", "company-cxmt"])
        #expect(
            streams[0].events.map(\.id) == [
                "name:innotron/current/Innotron", "name:innotron/former/Old Innotron",
                "name:innotron/alias/睿力集成", "identifier:innotron/lei/54930043XZGB27CTOV44",
                "identifier:innotron/cik/320193", "claim:innotron/F1", "claim:innotron/F2",
            ])
        #expect(
            streams[1].events.map(\.id) == ["name:cxmt/current/CXMT", "claim:cxmt/F3"])
    }

    @Test func `a wrong check digit is flagged and recorded`() throws {
        let events = try ClaimText.read(Self.file)[0].events.compactMap { event in
            if case .companyIdentified(let identified) = event.event { identified } else { nil }
        }
        #expect(events.map(\.verdict) == ["bad", "ok"])
        #expect(events.map(\.value) == ["54930043XZGB27CTOV44", "0000320193"])
    }

    @Test func `names carry their own source`() throws {
        let events = try ClaimText.read(Self.file).flatMap(\.events)
        let sources = Dictionary(uniqueKeysWithValues: events.map { ($0.id, $0.source) })
        #expect(sources["name:innotron/current/Innotron"] == "https://example.org/1")
        #expect(sources["name:innotron/former/Old Innotron"] == "https://example.org/2")
        #expect(sources["name:cxmt/current/CXMT"] == "https://example.org/cxmt")
    }

    @Test func `a claim takes its shared source and keeps its own quote`() throws {
        let found = try ClaimText.claims(Self.file)
        #expect(found[0].source.title == "The notice")
        #expect(found[0].source.tier == .primary)
        #expect(found[0].source.quote == "controls")
        #expect(found[0].source.sha256 == String(repeating: "ab", count: 32))
        #expect(found[1].source.url == "https://example.org/2")
        #expect(found[1].source.quote == "mid-2026")
        #expect(found[1].source.tier == .wire)
    }

    @Test func `an instant of publication is the event's time and a day of its source`() throws {
        let event = try #require(
            try ClaimText.read(Self.file)[0].events.first { $0.id.hasSuffix("F1") })
        #expect(event.publishedAt?.text == "2024-06-13T01:00:00.000000Z")
        #expect(try ClaimText.claims(Self.file)[0].publicBy?.text == "2024-06-12")
        #expect(try ClaimText.claims(Self.file)[1].publicBy?.text == "2024-06-30")
        #expect(try ClaimText.read(Self.file)[0].events.last?.publishedAt == nil)
    }

    @Test func `short forms become whole ones`() throws {
        let found = try ClaimText.claims(Self.file)
        #expect(found[0].relation?.object == .init(name: "CXMT"))
        #expect(found[1].milestone == ClaimMilestone(key: "plant/start", phase: .planned))
        #expect(found[1].date?.convention == "mid-year=May-Aug@1")
        #expect(found[2].date?.latest.day?.text == "2024-06-30")
        #expect(found[2].quantities.first?.unit == "wafers")
        #expect(found[2].amount?.bound == .atLeast)
    }

    @Test func `a month without a year is counted from the day of publication`() throws {
        let text = """
            company: innotron
            kind: contract
            title: Signs
            date: this month
            source: {title: Print, published: 2024-06-29}
            """
        let date = try #require(try ClaimText.claims(text).first?.date)
        #expect(date.earliest.day?.text == "2024-06-01")
        #expect(date.year?.status != .stated)
    }

    @Test func `shared blocks may stand on lines of their own`() throws {
        let lines = """
            {"id":"F1","company":"innotron","kind":"plant","title":"A","date":null,"source":"S1"}
            {"sources":[{"id":"S1","title":"T","url":"https://example.org/1"}]}
            """
        #expect(try ClaimText.claims(lines, name: "a.jsonl").first?.source.title == "T")
    }
}
