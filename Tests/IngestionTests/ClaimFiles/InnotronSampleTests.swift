import Filings
import Testing

@testable import Ingestion

#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// The sample that every promise of the product is shown on.
struct InnotronSampleTests {
    private static func sample() throws -> [StreamEvents] {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let path = root.appending(path: "deploy/samples/innotron.yaml")
        let bytes = [UInt8](try Data(contentsOf: path))
        return try ClaimFile.read(bytes, name: "innotron.yaml")
    }

    static func claims() throws -> [String: Claim] {
        let claims = try sample().flatMap(\.events).compactMap { event in
            if case .claimAsserted(let claim) = event.event { claim } else { nil }
        }
        return Dictionary(uniqueKeysWithValues: claims.map { ($0.id, $0) })
    }

    @Test func `every fact of the article and beyond it is a claim`() throws {
        let claims = try Self.claims()
        let facts = (1...24).map { "F\($0)" } + (1...9).map { "X\($0)" }
        #expect(facts.filter { claims[$0] == nil } == [])
        for fact in facts where fact.hasPrefix("F") {
            #expect(claims[fact]?.source.id == "S1", "\(fact)")
        }
        #expect(claims.values.allSatisfy { $0.company == "innotron" })
    }

    @Test func `companies have names in both scripts, each with a source`() throws {
        let streams = try Self.sample()
        let names = streams.flatMap { stream in
            stream.events.compactMap { event in
                if case .companyNamed(let named) = event.event {
                    "\(stream.stream) \(named.name)"
                } else {
                    nil
                }
            }
        }
        for name in [
            "company-innotron Innotron", "company-innotron 睿力集成", "company-cxmt CXMT",
            "company-cxmt 长鑫存储", "company-gigadevice 兆易创新",
        ] {
            #expect(names.contains(name))
        }
        #expect(!streams.flatMap(\.events).contains { $0.source.hasSuffix("unnamed") })
    }

    @Test func `the inferred year stays inferred and its corroboration is derived`() throws {
        let claims = try Self.claims()
        let inferred = try #require(claims["F10"]?.date)
        #expect(inferred.status == .inferred)
        #expect(inferred.year?.status == .inferred)
        #expect(inferred.year?.candidates == [2024, 2025, 2026])
        #expect(inferred.month?.status == .stated)
        #expect(inferred.day?.status == .unknown)
        #expect(inferred.earliest.day?.text == "2024-06-01")
        #expect(inferred.latest.day?.text == "2024-06-29")
        let corroborated = try #require(claims["F10-corroborated"])
        #expect(corroborated.date?.status == .corroborated)
        #expect(corroborated.state == .derived && corroborated.source.tier == .derived)
        #expect(corroborated.derivedFrom?.inputs.contains("F10") == true)
    }

    @Test func `certainty rises along the chain of the raise, from the primary notice`() throws {
        let claims = try Self.claims()
        let chain = [claims["X3"], claims["F14-S2"], claims["F14"]]
        #expect(chain.map { $0?.state } == [.proposed, .secured, .signed])
        #expect(chain.map { $0?.source.tier } == [.primary, .wire, .secondary])
        #expect(claims["F14"]?.restates.map(\.claim) == ["F14-S2"])
        #expect(claims["F14-S2"]?.restates.map(\.claim) == ["X3"])
    }

    @Test func `nothing that was not seen is a source of a claim`() throws {
        #expect(try Self.claims().values.allSatisfy { $0.source.id != "S4" })
    }

    @Test(
        arguments: [
            ("2024-05-01", ["X3", "X3-press", "X3-relation", "X4", "F14", "F15", "F16", "F17"]),
            ("2024-03-28", ["X3", "X3-press", "F14", "F15", "F16", "F17"]), ("2024-03-27", []),
        ] as [(String, [String])])
    func `a day shows the raise and no plant`(day: String, known: [String]) throws {
        let limit = try #require(CivilDay(day))
        let claims = try Self.claims().values
        let certain = claims.filter { claim in claim.publicBy.map { $0 <= limit } ?? false }
        #expect(Set(certain.map(\.id)) == Set(known))
        let possible = claims.filter { claim in
            guard let published = claim.publishedOn?.earliest.day else { return false }
            return published <= limit
        }
        #expect(possible.allSatisfy { known.contains($0.id) })
    }

    @Test func `between May and July 2024 the plant became known`() throws {
        let (from, to) = (
            try #require(CivilDay("2024-05-01")), try #require(CivilDay("2024-07-15"))
        )
        let added = try Self.claims().values.filter { claim in
            claim.publicBy.map { $0 > from && $0 <= to } ?? false
        }
        let facts = (1...13).map { "F\($0)" }
        #expect(Set(facts).isSubset(of: added.map(\.id)))
    }

    @Test func `the start of the plant has a plan, a term, another plan and no actual`() throws {
        let start = try Self.claims().values.filter { $0.milestone?.key == "plant-shanghai/start" }
        let phases = Dictionary(grouping: start) { $0.milestone?.phase }.mapValues(\.count)
        #expect(phases == [.planned: 2, .required: 1, .replanned: 2, .notReported: 1])
        let claims = try Self.claims()
        #expect(claims["F12"]?.date?.latest.day?.text == "2026-08-31")
        #expect(claims["X5"]?.date?.latest.day?.text == "2026-07-02")
        #expect(claims["X7"]?.date?.latest.day?.text == "2026-12-31")
        #expect(claims["X9"]?.looked?.sources.count == 3)
        #expect(claims["X6"]?.date?.earliest == claims["X6"]?.date?.latest)
    }

    @Test func `amounts keep their bounds`() throws {
        let claims = try Self.claims()
        #expect(claims["F3"]?.amount?.value.text == "17100000000")
        #expect(claims["F3"]?.amount?.bound == .atLeast)
        #expect(claims["X2"]?.amount?.value.text == "17141000000")
        #expect(claims["F4"]?.amount?.currency == "USD" && claims["F4"]?.state == .derived)
        #expect(claims["F14"]?.amount?.bound == .exact)
        #expect(claims["X3"]?.otherAmounts.first?.value.text == "10800000000")
    }

    @Test func `claims that disagree speak of one thing`() throws {
        let claims = try Self.claims()
        for (one, other) in [("F1", "X4"), ("X4", "X4-S6"), ("X8", "X8-blog"), ("F3", "X2")] {
            #expect(claims[one]?.about == claims[other]?.about && claims[one]?.about != nil)
        }
    }
}
