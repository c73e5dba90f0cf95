import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Questions in time on a long log: each one a new process of `annals`, from its start to its last
/// byte. The limits are what they may take.
struct Questions {
    let bench: ReadModelBench
    let log: FilingsLog

    private static let runsARound = 5

    /// A group of questions with one limit; its slowest one counts.
    private struct Group {
        let title: String
        /// In milliseconds.
        let most: Double
        let questions: [[String]]
    }

    func run() async throws -> [Comparison] {
        let company = try await QuestionedCompany.make(in: log.log)
        _ = try ChildRun([bench.annals, "project", "--database", log.log.url])
        try await log.log.checkpoint()
        let head = try await log.log.store.head().position
        let companies = try await count("SELECT count(DISTINCT key) FROM annals_read.companies")
        // A day's filings in a busy quarter.
        let day = String(max(0, head - 5_000))
        let groups = [
            Group(
                title: "as-of questions on \(QuestionedCompany.events) events, the slowest",
                most: 60,
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

    private func count(_ sql: SQL) async throws -> Int64 {
        try await log.log.limits.query(sql).first.map { try $0.decode(0) } ?? 0
    }
}
