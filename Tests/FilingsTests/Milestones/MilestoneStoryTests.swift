import CanonicalJSON
import Testing

@testable import Filings

@Suite struct MilestoneStoryTests {
    private static func point(
        _ claim: String, _ phase: MilestonePhase, _ date: String?, public day: String?,
        at position: Int64 = 1
    ) throws -> MilestonePoint {
        MilestonePoint(
            claim: claim, position: position, phase: phase, title: "Title of \(claim)",
            date: try date.map { try Self.date($0) },
            publicBy: day.flatMap { CivilDay($0) })
    }

    /// A wording, or `unknown` for a date without any day.
    private static func date(_ wording: String) throws -> UncertainDate {
        guard wording == "unknown" else { return try .reading(wording) }
        return UncertainDate(
            quoted: wording, earliest: .unknown, latest: .unknown, precision: .unknown,
            status: .unknown)
    }

    @Test(
        arguments: [
            ("2026-07-02", "2026-12-31", 182...182), ("2026-12-31", "2026-07-02", -182 ... -182),
            ("../2026-07-02", "2026-10/2026-12", 91...182), ("2026-05", "2026-05", -30...30),
            ("2026", "2026-06-15", -199...165), ("2026-01-01/..", "2026-01-02", 1...1),
            ("unknown", "2026", nil), ("2026", "unknown", nil),
        ] as [(String, String, ClosedRange<Int>?)])
    func `a slip is a range where dates are`(
        old: String, new: String, days: ClosedRange<Int>?
    ) throws {
        #expect(try Self.date(old).slip(to: Self.date(new)) == days)
    }

    @Test(
        arguments: [
            ("2026-05", "2026-05-31", false), ("2026-05", "2026-06-01", true),
            ("2026-06", "2026-05-31", true), ("../2026-05", "2026-06", true),
            ("../2026-05", "2026", false), ("2026/..", "2027", false), ("unknown", "2026", false),
        ])
    func `dates exclude each other when they have no day in common`(
        one: String, other: String, expected: Bool
    ) throws {
        let (one, other) = (try Self.date(one), try Self.date(other))
        #expect(one.excludes(other) == expected)
        #expect(other.excludes(one) == expected)
    }

    @Test func `points stand in the order in which they became public, unknown days last`() throws {
        let story = MilestoneStory(
            "plant/start",
            [
                try Self.point("D", .planned, "2026", public: nil, at: 1),
                try Self.point("B", .planned, "2026", public: "2024-02-01", at: 3),
                try Self.point("A", .planned, "2026", public: "2024-01-01", at: 9),
                try Self.point("C", .planned, "2026", public: "2024-02-01", at: 4),
            ])
        #expect(story.points.map(\.claim) == ["A", "B", "C", "D"])
        #expect(story.baseline?.claim == "A")
        #expect(story.plan?.claim == "D")
    }

    @Test func `a slip is counted from what was public before`() throws {
        let story = MilestoneStory(
            "plant/start",
            [
                try Self.point("P", .planned, "2026-06", public: "2024-01-01"),
                try Self.point("R1", .replanned, "2026-12", public: "2025-01-01"),
                try Self.point("R2", .replanned, "2026-12", public: "2025-02-01"),
                try Self.point("T", .required, "../2026-07-02", public: "2025-03-01"),
                try Self.point("R3", .replanned, "2027-01-01", public: "2025-04-01"),
                try Self.point("R4", .replanned, nil, public: "2025-05-01"),
                try Self.point("A", .reached, "2027-01-02", public: "2027-01-03"),
            ])
        let slips = story.points.map { story.slip(of: $0) }
        #expect(slips.map { $0?.against } == [nil, "P", nil, nil, "T", nil, nil])
        #expect(slips.map { $0?.days } == [nil, 154...213, nil, nil, 183...183, nil, nil])
        let past = story.points.map { story.slipAgainstTerm(of: $0)?.days }
        #expect(
            past == [-31 ... -2, 152...182, 152...182, nil, 183...183, nil, 184...184])
        #expect(story.slipAgainstBaseline(of: story.actuals[0])?.days == 186...215)
        #expect(story.slipAgainstBaseline(of: story.points[0]) == nil)
    }

    @Test func `the term is the one that ends first`() throws {
        let story = MilestoneStory(
            "k",
            [
                try Self.point("T0", .required, nil, public: "2024-01-01"),
                try Self.point("T1", .required, "../2026-07-02", public: "2024-01-02"),
                try Self.point("T2", .required, "../2026-06-02", public: "2024-01-03"),
            ])
        #expect(story.term?.claim == "T2")
        #expect(MilestoneStory("k", [story.points[0]]).term?.claim == "T0")
        #expect(MilestoneStory("k").term == nil)
    }

    @Test(
        arguments: [
            ([.planned], .planned), ([.required], .required), ([.planned, .required], .planned),
            ([.planned, .replanned], .replanned), ([.replanned, .planned], .replanned),
            ([.notReported], .notReported), ([.planned, .notReported], .planned),
            ([.planned, .cancelled], .cancelled), ([.cancelled, .replanned], .replanned),
            ([.cancelled], .cancelled), ([.reached, .cancelled], .reached),
            ([.reached, .replanned], .reached), ([], .notReported),
        ] as [([MilestonePhase], MilestoneStory.State)])
    func `the state is what sources have said last`(
        phases: [MilestonePhase], state: MilestoneStory.State
    ) throws {
        let points = try phases.enumerated().map { index, phase in
            try Self.point("C\(index)", phase, "2026", public: "2024-01-0\(index + 1)")
        }
        #expect(MilestoneStory("k", points).state == state)
    }

    @Test(
        arguments: [
            (["2026-05-01", "2026-05"], false), (["2026-05-01", "2026-05-02"], true),
            (["2026-05-01"], false), (["2026-05", nil, "2026-06"], true), ([], false),
        ] as [([String?], Bool)])
    func `actuals differ when they cannot be of one day`(
        dates: [String?], expected: Bool
    ) throws {
        let points = try dates.enumerated().map { index, date in
            try Self.point("C\(index)", .reached, date, public: "2026-06-0\(index + 1)")
        }
        #expect(MilestoneStory("k", points).actualsDiffer == expected)
    }

    @Test func `a claim that comes again replaces its point`() throws {
        var story = MilestoneStory("k")
        story.take(try Self.point("A", .planned, "2026", public: "2024-01-01", at: 1))
        story.take(try Self.point("B", .replanned, "2027", public: "2024-02-01", at: 2))
        story.take(try Self.point("A", .planned, "2025", public: "2024-03-01", at: 3))
        #expect(story.points.map(\.claim) == ["B", "A"])
        #expect(story.points.map(\.position) == [2, 3])
    }

    @Test func `a point is read back as it was written`() throws {
        var point = try Self.point("A", .required, "../2026-07-02", public: "2024-01-01", at: 7)
        point.name = "production"
        point.publicFrom = CivilDay("2023-12-31")
        point.source = ClaimSource(id: "S1", title: "A paper", tier: .wire, quote: "before 2 July")
        #expect(try MilestonePoint(json: point.json) == point)
        let bare = MilestonePoint(claim: "B", position: 1, phase: .reached, date: nil)
        #expect(try MilestonePoint(json: bare.json) == bare)
        for member in ["claim", "phase", "position", "title", "source"] {
            var json = point.json
            json[member] = nil
            #expect(throws: EventDataError.missing(type: Claim.type, field: member)) {
                try MilestonePoint(json: json)
            }
        }
    }
}
