import CanonicalJSON
import Filings
import Testing

@testable import Projections

@Suite struct RelationsTests {
    private static func relation(
        _ id: String, _ subject: String, _ object: String, of company: String = "sample",
        known day: String? = nil, key: String? = nil
    ) -> NewEvent {
        .claim(id, of: company, knownOn: day.map { .on($0) }, key: key) { claim in
            claim.relation = ClaimRelation(
                subject: .init(name: subject.uppercased(), key: subject), predicate: .parentOf,
                object: .init(name: object.uppercased(), key: object),
                share: ExactDecimal("51.0"))
        }
    }

    private static func role(
        _ id: String, _ parties: [ClaimParty], of company: String = "sample", key: String? = nil
    ) -> NewEvent {
        .claim(id, of: company, key: key) { $0.parties = parties }
    }

    @Test func `a claim has a row when it relates somebody, and loses it with its relation`() {
        let party = ClaimParty(name: "Investor", role: "investor", key: "investor")
        let log = recorded(
            .claim("F1"), Self.relation("F2", "sample", "b"), Self.role("F3", [party]),
            Self.role("F4", [party]), .claim("F4", key: "F4#2"), .named("Sample"))
        let rows = Relations().rows(after: log)
        #expect(
            rows.keys.sorted() == ["company-sample claim F2", "company-sample claim F3"])
        #expect(rows["company-sample claim F2"]?.claim.claim.relation?.share?.text == "51.0")
        #expect(rows["company-sample claim F3"]?.claim.claim.parties == [party])
        #expect(rows["company-sample claim F3"]?.claim.position == 3)
    }

    @Test func `relations and roles are found from either end, each once, in the log's order`()
        async throws
    {
        try await withReadModelLog { log in
            let roles = [
                ClaimParty(name: "Sample", role: "issuer", key: "sample"),
                ClaimParty(name: "Investor", role: "investor", key: "investor"),
                ClaimParty(name: "others", role: "investor"),
            ]
            try await log.append([
                (.sample, Self.relation("F1", "sample", "child", known: "2024-01-01")),
                (.other, Self.relation("F1", "other", "sample", of: "other")),
                (.other, Self.relation("F2", "other", "child", of: "other")),
                (.sample, Self.role("F2", roles)),
                (.other, Self.role("F3", [roles[0]], of: "other")),
                (.sample, Self.relation("F1", "sample", "grandchild", key: "F1#2")),
            ])
            try await log.project()
            func found(
                _ company: String, at position: Int64? = nil, asOf day: CivilDay? = nil
            ) async throws -> [String] {
                let stream = StreamName(stored: "company-" + company)
                let relations =
                    if let day {
                        try await log.models.relations(of: stream, at: position, asOf: day)
                    } else {
                        try await log.models.relations(of: stream, at: position)
                    }
                return relations.map { "\($0.company.text.dropFirst(8)) \($0.claim.claim.id)" }
            }
            #expect(
                try await found("sample") == ["other F1", "sample F2", "other F3", "sample F1"])
            #expect(try await found("other") == ["other F1", "other F2", "other F3"])
            #expect(try await found("child") == ["other F2"])
            #expect(try await found("grandchild") == ["sample F1"])
            #expect(try await found("investor") == ["sample F2"])
            #expect(try await found("nobody") == [])
            #expect(try await found("child", at: 3) == ["sample F1", "other F2"])
            #expect(try await found("child", at: 3, asOf: .on("2024-01-01")) == ["sample F1"])
            #expect(try await found("child", at: 3, asOf: .on("2023-12-31")) == [])
            // The later version of the claim has no day on which it was public.
            #expect(try await found("child", asOf: .on("2024-01-01")) == ["sample F1"])
        }
    }
}
