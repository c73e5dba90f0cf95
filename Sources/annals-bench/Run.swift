import Glibc
import Postgres

/// One run: loads the log, then measures the scenarios asked for, in their order.
struct Run {
    let size: WorkloadSize
    let seed: UInt64
    let rounds: Int
    let names: Set<ScenarioName>
    let administrator: String
    let annals: String

    func report() async throws -> Report {
        let before = Self.load
        if names.isSubset(of: ReadModelBench.names) { return try await ofReadModels(before) }
        Bench.say("loading \(size.events) events")
        let (bulk, log, workload) = try await BulkImport.run(
            size, seed: seed, rounds: names.contains(.bulk) ? rounds : 0,
            administrator: administrator)
        var bench = Bench(
            size: size, rounds: rounds, administrator: administrator, annals: annals,
            workload: workload, log: log)
        do {
            var comparisons = names.contains(.bulk) ? [bulk] : []
            for name in ScenarioName.allCases
            where names.contains(name) && name != .bulk
                && !ReadModelBench.names.contains(name)
            {
                Bench.say("measuring \(name.rawValue)")
                comparisons += try await measure(name, &bench)
            }
            let quarters: Set<ScenarioName> = [.indexParse, .quarter, .quarterEleventh]
            if !names.isDisjoint(with: quarters) {
                Bench.say("measuring the reading of quarters")
                comparisons += try await QuarterIngest.run(names, on: bench)
            }
            comparisons += try await readModels()
            let server = try await Self.settings(log.limits)
            try await log.drop()
            return Report(
                size: size, seed: seed, rounds: rounds, server: server, load: [before, Self.load],
                comparisons: comparisons)
        } catch {
            try? await log.drop()
            throw error
        }
    }

    /// A report without the log of the other scenarios.
    private func ofReadModels(_ before: Double) async throws -> Report {
        let comparisons = try await readModels()
        let connection = try await Connection(administrator)
        let server = try await Self.settings(connection)
        await connection.close()
        return Report(
            size: size, seed: seed, rounds: rounds, server: server, load: [before, Self.load],
            comparisons: comparisons)
    }

    private func readModels() async throws -> [Comparison] {
        let names = names.intersection(ReadModelBench.names)
        if names.isEmpty { return [] }
        guard access(annals, X_OK) == 0 else {
            throw BenchError("There is no program \(annals): build annals, or say --annals.")
        }
        return try await ReadModelBench(
            size: size, seed: seed, rounds: rounds, administrator: administrator, annals: annals
        ).run(names)
    }

    /// - Returns: None when the scenario lacks a program; why is said.
    private func measure(_ name: ScenarioName, _ bench: inout Bench) async throws -> [Comparison] {
        switch name {
        case .bulk, .indexParse, .quarter, .quarterEleventh, .rebuild, .catchUp, .flat,
            .questions, .growth, .partitions:
            return []
        case .disk: return [try await DiskSize.run(&bench)]
        case .streamMedian:
            return [try await StreamReading.run(name, company: bench.workload.median, on: &bench)]
        case .streamLargest:
            return [try await StreamReading.run(name, company: bench.workload.largest, on: &bench)]
        case .replay: return [try await Replaying.run(&bench)]
        case .verify: return try await Verifying.run(&bench)
        case .sealedImport: return [try await SealedImport.run(&bench)]
        case .timeline:
            do {
                return [try await ColdTimeline.run(&bench)]
            } catch let error as BenchError {
                Bench.say("timeline was not measured. \(error)")
                return []
            }
        case .appendOne: return [try await SingleAppends.run(&bench)]
        case .appendEight: return [try await GroupedAppends.run(&bench)]
        }
    }

    private static func settings(
        _ connection: Connection
    ) async throws -> [(name: String, value: String)] {
        let names = [
            "server_version", "fsync", "synchronous_commit", "shared_buffers", "max_wal_size",
        ]
        var settings: [(name: String, value: String)] = []
        for name in names {
            let row = try await connection.query("SELECT current_setting(\(name))").first
            settings.append((name, try row?.decode(0) ?? ""))
        }
        return settings
    }

    /// The load average over the last minute.
    private static var load: Double {
        var averages = [0.0]
        return getloadavg(&averages, 1) == 1 ? averages[0] : .nan
    }
}
