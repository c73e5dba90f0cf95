import EventStorage
import Postgres
import Projections
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

        /// Said at once: the last stage takes an hour.
        var words: String {
            [
                ("import", importing, "µs/event"), ("rebuild", rebuild, "µs/event"),
                ("question", question, "ms"), ("verification", verification, "µs/event"),
                ("proof", proof, "ms"),
            ].filter { !$0.1.values.isEmpty }
                .map { "\($0.0) \(Report.text($0.1.median)) \($0.2)" }.joined(separator: ", ")
        }
    }

    /// - Parameter asks: Whether questions are asked too: what they read has to be built for them, which
    ///   takes longer than the rest together.
    mutating func measure(_ log: FilingsLog, asks: Bool) async throws {
        var stage = Stage(events: log.events)
        stage.importing.add(log.microsecondsAnEvent)
        if company == nil { company = try await QuestionedCompany.make(in: log.log) }
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
        if asks, let company { stage.question = try await questions(of: company, in: log.log) }
        stage.proof = try await Verifying.proofTimes(store, count: 100)
        stages.append(stage)
        Bench.say(stage.words)
    }

    private func questions(of company: String, in log: ScratchLog) async throws -> Measurement {
        let tables = (ReadModels.Table.ofCompanies + [.timeline]).map(\.rawValue)
        _ = try ChildRun([bench.annals, "rebuild"] + tables + ["--database", log.url])
        try await log.checkpoint()
        var times = Measurement()
        for _ in 0..<15 {
            let run = try ChildRun([
                bench.annals, "timeline", company, "--as-of", "2026-06-01", "--no-pager",
                "--database", log.url,
            ])
            times.add(run.milliseconds)
        }
        return times
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
        comparison.notes = stages.filter { !cost($0).values.isEmpty }
            .map { "\($0.events) events: \(Report.text(cost($0).median))" }
        return comparison
    }
}
