import CanonicalJSON
import Filings
import Testing

@testable import Projections

@Suite struct MilestonesTests {
    private static func plan(
        _ id: String, _ phase: MilestonePhase, _ date: String, known day: String? = nil,
        key: String = "plant/start"
    ) -> NewEvent {
        .claim(id, date: try? .reading(date), knownOn: day.map { .on($0) }) { claim in
            claim.milestone = ClaimMilestone(key: key, phase: phase)
        }
    }

    @Test func `a row holds all that claims say of one milestone of a company`() throws {
        let log = recorded(
            Self.plan("F1", .planned, "mid-2026", known: "2024-06-29"),
            Self.plan("F2", .required, "../2026-07-02", known: "2024-07-01"),
            .claim("F3"), Self.plan("F4", .planned, "2027", key: "plant/built"))
        let rows = Milestones().rows(after: log)
        #expect(rows.keys.sorted() == ["company-sample plant/built", "company-sample plant/start"])
        let story = try #require(rows["company-sample plant/start"]?.story)
        #expect(story.key == "plant/start")
        #expect(story.points.map(\.claim) == ["F1", "F2"])
        #expect(story.points.map(\.position) == [1, 2])
        #expect(story.points[0].publicBy == .on("2024-06-29"))
        #expect(rows["company-sample plant/start"]?.company == "company-sample")
    }

    @Test func `milestones are asked as of a position and as of a published day`() async throws {
        try await withReadModelLog { log in
            try await log.append([
                (.sample, Self.plan("F1", .planned, "2026-06", known: "2024-06-29")),
                (.other, Self.plan("F1", .planned, "2026-06", known: "2024-06-29")),
                (.sample, Self.plan("F2", .replanned, "2026-12", known: "2025-10-24")),
                (.sample, Self.plan("F3", .reached, "2027-01-05")),
                (.sample, Self.plan("F4", .planned, "2028", known: "2025-11-01", key: "built")),
            ])
            try await log.project()
            func states(
                at position: Int64? = nil, asOf day: String? = nil
            ) async throws -> [String] {
                let stories =
                    if let day {
                        try await log.models.milestones(of: .sample, at: position, asOf: .on(day))
                    } else {
                        try await log.models.milestones(of: .sample, at: position)
                    }
                return stories.map { "\($0.key) \($0.state.rawValue)" }
            }
            #expect(try await states() == ["built planned", "plant/start reached"])
            #expect(try await states(at: 0) == [])
            #expect(try await states(at: 2) == ["plant/start planned"])
            #expect(try await states(at: 3) == ["plant/start re-planned"])
            #expect(try await states(asOf: "2024-06-28") == [])
            #expect(try await states(asOf: "2024-06-29") == ["plant/start planned"])
            // Of the claim that it was reached nobody knows when it became public.
            let all = ["built planned", "plant/start re-planned"]
            #expect(try await states(asOf: "2030-01-01") == all)
            #expect(try await states(at: 1, asOf: "2030-01-01") == ["plant/start planned"])
        }
    }
}
