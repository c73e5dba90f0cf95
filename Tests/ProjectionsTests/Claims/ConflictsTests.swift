import CanonicalJSON
import Filings
import Testing

@testable import Projections

@Suite struct ConflictsTests {
    private static func amount(
        _ id: String, _ amount: String, about subject: String = "round", known day: String? = nil,
        key: String? = nil, of company: String = "sample"
    ) -> NewEvent {
        .claim(id, of: company, knownOn: day.map { .on($0) }, key: key) { claim in
            claim.about = subject
            claim.amount = try? .reading(amount)
        }
    }

    @Test func `a row is open from the claim that differs until all agree again`() throws {
        let events = [
            Self.amount("A", "CNY 1bn"), Self.amount("B", "CNY 1bn"), Self.amount("C", "CNY 2bn"),
            Self.amount("D", "CNY 3bn"), Self.amount("C", "CNY 1bn", key: "C#2"),
            Self.amount("D", "at least CNY 1bn", key: "D#2"),
            Self.amount("D", "USD 1bn", key: "D#3"), Self.amount("E", "CNY 4bn"),
        ]
        let opened = (1...events.count).map { count in
            Conflicts().rows(after: recorded(Array(events.prefix(count))))["company-sample round"]?
                .opened
        }
        #expect(opened == [nil, nil, 3, 3, 3, nil, nil, 8])
        let row = try #require(
            Conflicts().rows(after: recorded(events))["company-sample round"])
        #expect(row.differs == ["amount"])
        #expect(row.comparison.claims.map(\.claim.id) == ["A", "B", "C", "D", "E"])
        #expect(row.comparison.claims.map(\.position) == [1, 2, 5, 7, 8])
    }

    @Test func `only what is compared is kept of a claim`() throws {
        let event = NewEvent.claim("A") { claim in
            claim.about = "round"
            claim.note = "a long note"
            claim.source.note = "another"
            claim.names = [ClaimName(name: "Sample")]
            claim.derivedFrom = ClaimDerivation(rule: "x@1", inputs: [])
            claim.place = "Shanghai"
        }
        let row = Conflicts().rows(after: recorded(event))["company-sample round"]
        let kept = try #require(row?.comparison.claims.first?.claim)
        #expect(kept.place == "Shanghai" && kept.id == "A" && kept.source.title == "A paper")
        #expect(kept.note == nil && kept.source.note == nil)
        #expect(kept.names.isEmpty && kept.derivedFrom == nil)
    }

    @Test func `conflicts are asked of one company or all, by position and published day`()
        async throws
    {
        try await withReadModelLog { log in
            try await log.append([
                (.sample, Self.amount("A", "CNY 1bn", known: "2024-01-01")),
                (.sample, Self.amount("B", "CNY 2bn", known: "2024-02-01")),
                (.other, Self.amount("A", "CNY 1bn", about: "sale", of: "other")),
                (.other, Self.amount("B", "CNY 2bn", about: "sale", of: "other")),
                (.sample, Self.amount("B", "CNY 1bn", known: "2024-03-01", key: "B#2")),
            ])
            try await log.project()
            func subjects(
                of company: StreamName? = nil, at position: Int64? = nil, asOf day: String? = nil
            ) async throws -> [String] {
                let conflicts =
                    if let day {
                        try await log.models.conflicts(of: company, at: position, asOf: .on(day))
                    } else {
                        try await log.models.conflicts(of: company, at: position)
                    }
                return conflicts.map { "\($0.company) \($0.comparison.subject) \($0.opened)" }
            }
            #expect(try await subjects() == ["company-other sale 4"])
            #expect(try await subjects(of: .sample) == [])
            #expect(try await subjects(of: .sample, at: 1) == [])
            #expect(try await subjects(of: .sample, at: 2) == ["company-sample round 2"])
            let both = ["company-other sale 4", "company-sample round 2"]
            #expect(try await subjects(at: 4) == both)
            // Nobody knows when the claims of the other company became public.
            #expect(try await subjects(at: 4, asOf: "2024-02-01") == ["company-sample round 2"])
            #expect(try await subjects(at: 4, asOf: "2024-01-31") == [])
            // The claim was corrected in March: in February it disagreed.
            #expect(try await subjects(asOf: "2024-02-29") == ["company-sample round 2"])
            #expect(try await subjects(of: .sample, asOf: "2024-03-01") == [])
        }
    }
}
