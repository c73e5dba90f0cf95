import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Questions in time on a long log: each one a new process of `annals`, from its start to its last
/// byte. The limits are what they may take.
struct Questions {
    let bench: ReadModelBench
    let log: FilingsLog

    /// How many events the company has that is asked about.
    private static let events: Int64 = 5_000
    private static let claims = 400
    private static let runsARound = 5

    /// A group of questions with one limit; its slowest one counts.
    private struct Group {
        let title: String
        /// In milliseconds.
        let most: Double
        let questions: [[String]]
    }

    func run() async throws -> [Comparison] {
        let company = try await prepare()
        let head = try await log.log.store.head().position
        let companies = try await count("SELECT count(DISTINCT key) FROM annals_read.companies")
        // A day's filings in a busy quarter.
        let day = String(max(0, head - 5_000))
        let groups = [
            Group(
                title: "as-of questions on \(Self.events) events, the slowest", most: 60,
                questions: [
                    ["timeline"], ["filings"], ["milestones"], ["conflicts"], ["graph"],
                ].map { $0 + [company, "--as-of", "2026-06-01"] }
                    + [["timeline", company, "--at-position", "\(head - 100)"]]),
            Group(
                title: "diff of a day", most: 100,
                questions: [
                    ["diff", "--from", day, "--to", String(head)],
                    ["diff", company, "--from", "2024-06-01", "--to", "2024-06-02"],
                ]),
            Group(
                title: "find among \(companies) companies", most: 50,
                questions: [["find", "inc"], ["find", company], ["find", "gold trust"]]),
            Group(title: "annals --help", most: 20, questions: [["--help"]]),
        ]
        return try groups.map(measured)
    }

    private func measured(_ group: Group) throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.questions.rawValue, title: group.title,
            limitTitle: "what it may take", unit: "ms", goal: .atMost(1))
        var slowest: [String: Double] = [:]
        for round in 0...bench.rounds {
            var worst = 0.0
            for question in group.questions {
                var times = Measurement()
                for _ in 0..<Self.runsARound {
                    times.add(try ChildRun(command(question)).milliseconds)
                }
                worst = max(worst, times.median)
                slowest[question.joined(separator: " ")] = times.median
            }
            if round == 0 { continue }
            comparison.limit.add(group.most)
            comparison.system.add(worst)
        }
        comparison.notes =
            ["\(log.events) events"]
            + slowest.sorted { $0.key < $1.key }.map { "\($0.key): \(Report.text($0.value)) ms" }
        return comparison
    }

    private func command(_ question: [String]) -> [String] {
        if question == ["--help"] { return [bench.annals] + question }
        return [bench.annals] + question + ["--database", log.log.url, "--no-pager"]
    }

    /// Gives one company filings and claims up to the number of events, revisions among them.
    ///
    /// - Returns: Its key.
    private func prepare() async throws -> String {
        let store = log.log.store
        guard let stream = StreamName("company-bench-questions") else {
            throw BenchError("There is no such stream.")
        }
        var events = [
            NewEvent(
                id: "bench:name", source: "bench:",
                event: .companyNamed(CompanyNamed(name: "Questions of the Bench", kind: .current)))
        ]
        let first = CivilDay(daysSinceEpoch: 16_800)
        for number in 0..<(Int(Self.events) - Self.claims - Self.claims / 4 - 1) {
            let accession = "0000000001-\(number / 100_000)\(number)"
            events.append(
                NewEvent(
                    id: "edgar:1/\(accession)/8-K", source: "bench:",
                    event: .filingListed(
                        FilingListed(
                            filer: "1", accession: accession, form: "8-K",
                            filedOn: first.adding(days: number * 4_000 / Int(Self.events))))))
        }
        for number in 0..<Self.claims {
            let claim = Self.claim(number, knownOn: first.adding(days: number * 9))
            events.append(
                NewEvent(
                    id: ClaimRevision.id(of: claim.id, of: claim.company, number: 1),
                    source: "bench:", event: .claimAsserted(claim)))
            guard number % 4 == 0 else { continue }
            var corrected = claim
            corrected.title += ", corrected"
            let revision = ClaimRevision(
                .corrected, of: claim, to: corrected, number: 2, reason: "the bench",
                publishedOn: first.adding(days: number * 9 + 30))
            events.append(
                NewEvent(id: revision.id, source: "bench:", event: .claimRevised(revision)))
        }
        for start in stride(from: 0, to: events.count, by: 500) {
            try await store.append(
                Array(events[start..<min(start + 500, events.count)]), to: stream, by: Bench.actor)
        }
        _ = try ChildRun([bench.annals, "project", "--database", log.log.url])
        try await log.log.checkpoint()
        return "bench-questions"
    }

    private static func claim(_ number: Int, knownOn day: CivilDay) -> Claim {
        var claim = Claim(
            id: "C\(number)", company: "bench-questions", kind: .milestone, state: .planned,
            title: "The works of part \(number) are to begin",
            source: ClaimSource(title: "Gazette \(number)", tier: .secondary, quote: "to begin"),
            date: UncertainDate(day: day.adding(days: 400)))
        claim.knownOn = day
        claim.about = "works/\(number % 40)"
        claim.milestone = ClaimMilestone(key: "works/\(number % 40)", phase: .planned)
        claim.parties = [ClaimParty(name: "Builder \(number % 7)", role: "builder")]
        return claim
    }

    private func count(_ sql: SQL) async throws -> Int64 {
        try await log.log.limits.query(sql).first.map { try $0.decode(0) } ?? 0
    }
}
