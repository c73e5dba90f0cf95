import EventStorage
import Postgres

/// What a rebuild of the timeline costs for each event of a short log and of a long one.
struct FlatCost {
    private var stages: [(events: Int, cost: Measurement)] = []

    mutating func measure(_ log: FilingsLog, rounds: Int) async throws {
        var cost = Measurement()
        // Once for warmth.
        for round in 0...rounds {
            let build = TimelineBuild(log: log.log, name: "flat\(log.events)x\(round)")
            try await log.log.checkpoint()
            let seconds = try await build.run()
            try await build.drop()
            if round > 0 { cost.add(seconds * 1_000_000 / Double(log.events)) }
        }
        stages.append((log.events, cost))
    }

    var comparison: Comparison {
        var comparison = Comparison(
            name: ScenarioName.flat.rawValue, title: "rebuild, cost of an event in a long log",
            limitTitle: "the cost in the shortest log", unit: "µs/event", goal: .atMost(1.2))
        comparison.limit = stages.first?.cost ?? Measurement()
        comparison.system = stages.last?.cost ?? Measurement()
        comparison.notes = stages.map { "\($0.events) events: \(Report.text($0.cost.median))" }
        return comparison
    }
}
