import EventStorage
import Postgres
import Proofs
import Sealing

/// What import, rebuild, questions, verification and proofs cost in a log that grows: each in the
/// longest log beside the same in the shortest one.
struct Growth {
    let bench: ReadModelBench
    private var company: String?
    private var key: SigningKey?
    private var stages: [Stage] = []

    init(bench: ReadModelBench) { self.bench = bench }

    private struct Stage {
        let events: Int
        var importing = Measurement()
        var rebuild = Measurement()
        var question = Measurement()
        var verification = Measurement()
        var proof = Measurement()
    }

    mutating func measure(_ log: FilingsLog) async throws {
        var stage = Stage(events: log.events)
        stage.importing.add(log.microsecondsAnEvent)
        let company = try await prepare(log.log)
        let store = EventStore(log.log.pool)
        let folder = try ScratchFolder()
        defer { _ = try? ChildRun(["/bin/rm", "-rf", folder.path]) }
        // As a service would have done within a second: proofs rest on what is signed.
        let signing = try key ?? SigningKey(newNamed: "bench.example/growth")
        key = signing
        try await Sealer(store, key: signing, folder: KeyFolder(folder.path)).seal()
        let verifier = LogVerifier(store, keys: [])
        for round in 1...bench.rounds {
            let build = TimelineBuild(log: log.log, name: "growth\(log.events)x\(round)")
            try await log.log.checkpoint()
            stage.rebuild.add(try await build.run() * 1_000_000 / Double(log.events))
            try await build.drop()
            let watch = Stopwatch()
            let report = try await verifier.verify()
            guard report.isGood else { throw BenchError("\(report.findings)") }
            stage.verification.add(watch.seconds * 1_000_000 / Double(report.entries))
        }
        for _ in 0..<15 {
            let run = try ChildRun([
                bench.annals, "timeline", company, "--as-of", "2026-06-01", "--no-pager",
                "--database", log.log.url,
            ])
            stage.question.add(run.milliseconds)
        }
        stage.proof = try await Verifying.proofTimes(store, count: 100)
        stages.append(stage)
    }

    /// Brings the read models to the head, with the company that is asked about.
    private mutating func prepare(_ log: ScratchLog) async throws -> String {
        if let company {
            _ = try ChildRun([bench.annals, "project", "--database", log.url])
            return company
        }
        let made = try await QuestionedCompany.make(in: log, annals: bench.annals)
        company = made
        return made
    }

    var comparisons: [Comparison] {
        guard stages.count > 1 else { return [] }
        return [
            comparison("import", "µs/event", \.importing),
            comparison("rebuild of the timeline", "µs/event", \.rebuild),
            comparison("as-of question on \(QuestionedCompany.events) events", "ms", \.question),
            comparison("verification from the database", "µs/event", \.verification),
            comparison("proof of one event", "ms", \.proof),
        ]
    }

    private func comparison(
        _ title: String, _ unit: String, _ cost: (Stage) -> Measurement
    ) -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.growth.rawValue, title: title + " in a long log",
            limitTitle: "in the shortest log", unit: unit, goal: .atMost(1.5))
        comparison.limit = stages.first.map(cost) ?? Measurement()
        comparison.system = stages.last.map(cost) ?? Measurement()
        comparison.notes = stages.map { "\($0.events) events: \(Report.text(cost($0).median))" }
        return comparison
    }
}
