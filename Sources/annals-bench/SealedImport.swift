import EventStorage
import Postgres

/// Bulk import with the proof tree and without, every round into databases of their own.
enum SealedImport {
    static func run(_ bench: inout Bench) async throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.sealedImport.rawValue, title: "bulk import, hashed on the way",
            limitTitle: "the same import without the proof tree", unit: "events/s",
            goal: .atLeast(0.9))
        var workload = Workload(bench.size, seed: 2)
        let parts = workload.next(min(bench.size.events, 200_000))
        let administrator = bench.administrator
        try await bench.alternate(
            into: &comparison,
            limit: { _ in try await load(parts, administrator, hashes: false) },
            system: { _ in try await load(parts, administrator, hashes: true) })
        return comparison
    }

    private static func load(
        _ parts: [AppendRequest.Part], _ administrator: String, hashes: Bool
    ) async throws -> Double {
        let log = try await ScratchLog.make(administrator)
        let store = EventStore(log.pool, hashesInBulk: hashes)
        try await log.checkpoint()
        let watch = Stopwatch()
        let report = try await store.bulkAppend(parts, by: Bench.actor)
        let seconds = watch.seconds
        let covered = try await store.treeHead().size
        try await log.drop()
        guard report.appended == parts.count, covered == (hashes ? Int64(parts.count) : 0) else {
            throw BenchError("\(report.appended) events were appended, \(covered) hashed.")
        }
        return Double(parts.count) / seconds
    }
}
