import EventStorage
import Ingestion
import Postgres

/// A log of filings that grows from stage to stage: invented ones, and from 2,000,000 events on the
/// rows of a real quarterly index among them, read by `annals ingest` as a user does.
struct FilingsLog {
    let log: ScratchLog
    private var workload: Workload
    private let annals: String
    private(set) var events = 0
    /// How many of them are rows of the index.
    private(set) var rows = 0
    private(set) var hasRealRows = false
    /// What an event of the last append cost.
    private(set) var microsecondsAnEvent = 0.0

    static func make(_ bench: ReadModelBench) async throws -> FilingsLog {
        FilingsLog(
            log: try await ScratchLog.make(bench.administrator),
            workload: Workload(bench.size, seed: bench.seed), annals: bench.annals)
    }

    private init(log: ScratchLog, workload: Workload, annals: String) {
        self.log = log
        self.workload = workload
        self.annals = annals
    }

    /// From so many events on the index is among them.
    private static let withIndex = 2_000_000

    /// Appends up to so many events, and lets the server settle.
    mutating func grow(to total: Int) async throws {
        let needsIndex = rows == 0 && total >= Self.withIndex
        let file = needsIndex ? try IndexToRead() : nil
        defer { file?.remove() }
        try await append(total - events - (file?.rows ?? 0))
        if let file { try await ingest(file) }
        events = Int(try await log.store.head().position)
        try await log.limits.execute("VACUUM (ANALYZE) annals.events")
        try await log.limits.execute("VACUUM (ANALYZE) annals.streams")
        try await log.checkpoint()
    }

    private mutating func append(_ count: Int) async throws {
        guard count > 0 else { return }
        // Made as they are sent: millions of them would else be in memory at once. The index has
        // brought some of the streams events that the workload does not know of.
        var workload = workload
        let parts = sequence(state: 0) { made -> AppendRequest.Part? in
            if made == count { return nil }
            made += 1
            var part = workload.next()
            part.expected = .any
            return part
        }
        let watch = Stopwatch()
        let report = try await log.store.bulkAppend(parts, by: Bench.actor)
        microsecondsAnEvent = watch.seconds * 1_000_000 / Double(count)
        self.workload = workload
        guard report.appended == count else {
            throw BenchError("Only \(report.appended) of \(count) events were appended.")
        }
    }

    private mutating func ingest(_ file: IndexToRead) async throws {
        _ = try ChildRun([
            annals, "ingest", EdgarIndex.sourceName, "--file", file.path, "--no-project",
            "--database", log.url,
        ])
        rows = file.rows
        hasRealRows = file.isReal
    }

    /// The next events for appends one by one.
    mutating func next(_ count: Int) -> [AppendRequest.Part] {
        (0..<count).map { _ in
            var part = workload.next()
            part.expected = .any
            return part
        }
    }
}

/// The quarterly index in a folder of its own.
private struct IndexToRead {
    let path: String
    let rows: Int
    let isReal: Bool
    private let folder: ScratchFolder

    init() throws {
        folder = try ScratchFolder()
        let file = try QuarterFile(folder: folder.path, seed: 1)
        guard let quarter = YearQuarter(year: 2020, quarter: 1) else {
            throw BenchError("There is no such quarter.")
        }
        path = try file.write(quarter)
        rows = file.rowCount
        isReal = file.isReal
    }

    func remove() { folder.remove() }
}
