import EventStorage
import Postgres
import Proofs
import Sealing

/// The whole log verified from the database and from an export, and proofs of single events.
enum Verifying {
    static func run(_ bench: inout Bench) async throws -> [Comparison] {
        let folder = try ScratchFolder()
        defer { _ = try? ChildRun(["/bin/rm", "-rf", folder.path]) }
        let keys = KeyFolder(folder.path + "/keys")
        let key = try keys.create("bench.example/log")
        let store = EventStore(bench.log.pool)
        try await Sealer(store, key: key, folder: keys).seal()
        let export = folder.path + "/export"
        _ = try await Exporter(store, into: export).export()
        return [
            try await fromDatabase(bench, key.verifier),
            try await fromExport(bench, export, key.verifier), try await proofs(bench),
        ]
    }

    private static func fromDatabase(_ bench: Bench, _ key: VerifierKey) async throws -> Comparison
    {
        var comparison = Comparison(
            name: ScenarioName.verify.rawValue, title: "verify everything, from the database",
            limitTitle: "what is asked", unit: "events/s", goal: .atLeast(1))
        let verifier = LogVerifier(EventStore(bench.log.pool), keys: [key])
        for round in 0...bench.rounds {
            let watch = Stopwatch()
            let report = try await verifier.verify()
            let rate = Double(report.entries) / watch.seconds
            guard report.isGood else { throw BenchError("\(report.findings)") }
            comparison.notes = [
                "entries of \(report.bytes / max(1, report.entries)) bytes on average"
            ]
            if round == 0 { continue }
            comparison.limit.add(700_000)
            comparison.system.add(rate)
        }
        return comparison
    }

    private static func fromExport(
        _ bench: Bench, _ folder: String, _ key: VerifierKey
    ) async throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.verify.rawValue, title: "verify everything, from an export",
            limitTitle: "what is asked", unit: "events/s", goal: .atLeast(1))
        for round in 0...bench.rounds {
            let watch = Stopwatch()
            let report = try await ExportVerifier(ExportedLog(folder), keys: [key]).verify()
            let rate = Double(report.entries) / watch.seconds
            guard report.findings.isEmpty else { throw BenchError("\(report.findings)") }
            if round == 0 { continue }
            comparison.limit.add(1_500_000)
            comparison.system.add(rate)
        }
        return comparison
    }

    /// Each of another event, the reading of its entry and the check of the proof included.
    private static func proofs(_ bench: Bench) async throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.verify.rawValue, title: "prove one event",
            limitTitle: "what it may take", unit: "ms", goal: .atMost(1))
        for round in 0...bench.rounds {
            let times = try await proofTimes(EventStore(bench.log.pool), count: 20)
            if round == 0 { continue }
            comparison.limit.add(20)
            comparison.system.add(times.median)
        }
        return comparison
    }

    /// Milliseconds for each of some events anywhere in the log, its entry and the check included.
    static func proofTimes(_ store: EventStore, count: Int) async throws -> Measurement {
        let tiles = LogTiles(store)
        let head = try await tiles.head()
        var random = SplitMix64(seed: UInt64(head.size))
        var times = Measurement()
        for _ in 0..<count {
            let position = Int64(random.next() % UInt64(head.size)) + 1
            let watch = Stopwatch()
            let entry = try await store.entryBytes(after: position - 1, most: 1)
            let proof = try await tiles.inclusionProof(of: position, size: head.size)
            try proof.verify(leaf: MerkleHasher().leaf(entry[0]), size: head.size, root: head.root)
            times.add(watch.seconds * 1_000)
        }
        return times
    }
}
