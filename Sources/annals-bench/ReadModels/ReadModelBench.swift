/// The scenarios of read models, on a log of their own that grows from stage to stage.
struct ReadModelBench {
    let size: WorkloadSize
    let seed: UInt64
    let rounds: Int
    let administrator: String
    let annals: String

    static let names: Set<ScenarioName> = [
        .rebuild, .flat, .catchUp, .questions, .growth, .partitions,
    ]

    func run(_ names: Set<ScenarioName>) async throws -> [Comparison] {
        let divided = names.contains(.partitions) ? try await Dividing(bench: self).run() : []
        let others = names.subtracting([.partitions])
        return others.isEmpty ? divided : try await growing(others) + divided
    }

    private func growing(_ names: Set<ScenarioName>) async throws -> [Comparison] {
        var log = try await FilingsLog.make(self)
        do {
            let comparisons = try await measure(names, on: &log)
            try await log.log.drop()
            return comparisons
        } catch {
            try? await log.log.drop()
            throw error
        }
    }

    private func measure(
        _ names: Set<ScenarioName>, on log: inout FilingsLog
    ) async throws -> [Comparison] {
        var comparisons: [Comparison] = []
        var flat = FlatCost()
        var growth = Growth(bench: self)
        let stages = size.stages
        for (number, stage) in stages.enumerated() {
            Bench.say("loading up to \(stage) events")
            try await log.grow(to: stage)
            if names.contains(.flat) {
                Bench.say("measuring flat at \(log.events) events")
                try await flat.measure(log, rounds: rounds)
            }
            if names.contains(.growth) {
                Bench.say("measuring growth at \(log.events) events")
                try await growth.measure(
                    log, asks: number == 0 || number == stages.count - 1)
            }
            if names.contains(.rebuild), stage == size.rebuiltEvents {
                Bench.say("measuring rebuild")
                comparisons.append(try await Rebuilding(bench: self, log: log).run())
            }
        }
        if names.contains(.flat) { comparisons.append(flat.comparison) }
        comparisons += growth.comparisons
        if names.contains(.catchUp) {
            Bench.say("measuring catch-up")
            comparisons.append(try await CatchUpLag(bench: self).run(on: &log))
        }
        if names.contains(.questions) {
            Bench.say("measuring questions")
            comparisons += try await Questions(bench: self, log: log).run()
        }
        return comparisons
    }
}

extension WorkloadSize {
    /// The lengths of the log at which read models are measured, the last of them its size.
    fileprivate var stages: [Int] {
        switch self {
        case .enormous: [1_000_000, 5_000_000, 10_000_000, events]
        case .huge: [200_000, 2_000_000, events]
        default: [events / 10, events]
        }
    }

    /// The length at which the rebuild is compared.
    fileprivate var rebuiltEvents: Int { min(events, 2_000_000) }
}
