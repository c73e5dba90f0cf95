import Compression
import Glibc
import Ingestion
import Postgres

/// A quarterly index of 319,828 rows, from gzip to committed events, by `annals ingest` as a user
/// runs it: into an empty log, again in other bytes, and with ten quarters there already.
enum QuarterIngest {
    static func run(_ names: Set<ScenarioName>, on bench: Bench) async throws -> [Comparison] {
        guard access(bench.annals, X_OK) == 0 else {
            throw BenchError("There is no program \(bench.annals): build annals, or say --annals.")
        }
        let folder = try ScratchFolder()
        defer { folder.remove() }
        let file = try QuarterFile(folder: folder.path, seed: 1)
        var comparisons: [Comparison] = []
        if names.contains(.indexParse) { comparisons.append(try parse(file, rounds: bench.rounds)) }
        if names.contains(.quarter) {
            comparisons += try await firstAndAgain(file, on: bench)
        }
        if names.contains(.quarterEleventh) {
            comparisons.append(try await eleventh(file, on: bench))
        }
        return comparisons
    }

    private static let quarter = YearQuarter(year: 2020, quarter: 1)

    /// Rows checked, and nothing made of them.
    private static func parse(_ file: QuarterFile, rounds: Int) throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.indexParse.rawValue, title: "check the rows of a quarter",
            limitTitle: "unpacking the gzip", unit: "rows/s", goal: .none)
        let path = try file.write(required(quarter))
        let document = SourceDocument(name: path, content: .file(path))
        for _ in 0..<rounds {
            var watch = Stopwatch()
            _ = try GzipReader(FileBytes(try OpenFile(path: path)), limitBytes: 1 << 28).verify()
            comparison.limit.add(Double(file.rowCount) / watch.seconds)
            watch = Stopwatch()
            let counts = try EdgarIndex.countRows(of: document)
            comparison.system.add(Double(file.rowCount) / watch.seconds)
            guard counts.taken == file.rowCount else {
                throw BenchError("Only \(counts.taken) of \(file.rowCount) rows were taken.")
            }
        }
        comparison.notes = ["to be at least 1000000 rows/s, unpacking included"]
        return comparison
    }

    private static func firstAndAgain(
        _ file: QuarterFile, on bench: Bench
    ) async throws -> [Comparison] {
        var first = Comparison(
            name: ScenarioName.quarter.rawValue, title: "read a quarter",
            limitTitle: "binary COPY of the same rows", unit: "rows/s", goal: .none)
        var again = Comparison(
            name: "quarter-again", title: "the same quarter again, in other bytes",
            limitTitle: "the first time", unit: "rows/s", goal: .atLeast(3))
        var peak = 0.0
        for _ in 0..<bench.rounds {
            let log = try await ScratchLog.make(bench.administrator)
            var path = try file.write(required(quarter))
            let rate = try await ingest(path, of: file, into: log, by: bench.annals, peak: &peak)
            try await log.checkpoint()
            // The same rows packed in another way: the digest of the file tells nothing.
            path = try file.write(required(quarter), level: 1)
            let second = try await ingest(path, of: file, into: log, by: bench.annals, peak: &peak)
            let rows = try await LimitTable.rows(after: 0, on: log.limits)
            try await log.checkpoint()
            let watch = Stopwatch()
            try await log.limits.copyIn(LimitTable.copyIn, columns: LimitRows.columns) { writer in
                try rows.write(to: &writer)
            }
            first.limit.add(Double(rows.count) / watch.seconds)
            first.system.add(rate)
            again.limit.add(rate)
            again.system.add(second)
            try await log.drop()
        }
        first.notes = [
            "\(file.rowCount) \(file.isReal ? "real" : "invented") rows",
            "to be at least 60000 rows/s", "peak \(Report.text(peak)) MiB, to be under 200",
        ]
        return [first, again]
    }

    private static func eleventh(_ file: QuarterFile, on bench: Bench) async throws -> Comparison {
        var comparison = Comparison(
            name: ScenarioName.quarterEleventh.rawValue, title: "a quarter after ten others",
            limitTitle: "the first of them", unit: "rows/s", goal: .atLeast(0.8))
        let log = try await ScratchLog.make(bench.administrator)
        var peak = 0.0
        var rates: [Double] = []
        for back in (0...10).reversed() {
            let quarters = 2020 * 4 - back
            guard let quarter = YearQuarter(year: quarters / 4, quarter: quarters % 4 + 1) else {
                continue
            }
            let path = try file.write(quarter)
            try await log.checkpoint()
            rates.append(
                try await ingest(path, of: file, into: log, by: bench.annals, peak: &peak))
            unlink(path)
        }
        comparison.limit.add(rates.first ?? 0)
        comparison.system.add(rates.last ?? 0)
        comparison.notes = [
            "each in turn: " + rates.map { Report.text($0) }.joined(separator: ", "),
            "peak \(Report.text(peak)) MiB",
        ]
        try await log.drop()
        return comparison
    }

    private static func ingest(
        _ path: String, of file: QuarterFile, into log: ScratchLog, by annals: String,
        peak: inout Double
    ) async throws -> Double {
        let before = try await log.store.head().position
        let run = try ChildRun(
            [
                annals, "ingest", EdgarIndex.sourceName, "--file", path, "--no-project",
                "--database", log.url,
            ], samplesMemory: true)
        peak = max(peak, run.peakMebibytes)
        let appended = try await log.store.head().position - before
        // The run itself is an event.
        guard appended == 1 || appended == file.rowCount + 1 else {
            throw BenchError("\(appended) events came of \(file.rowCount) rows.")
        }
        return Double(file.rowCount) / run.milliseconds * 1_000
    }

    private static func required(_ quarter: YearQuarter?) throws -> YearQuarter {
        guard let quarter else { throw BenchError("There is no such quarter.") }
        return quarter
    }
}

/// A folder that goes with the run.
struct ScratchFolder {
    let path: String

    init() throws {
        var template = Array("/tmp/annals-bench-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw BenchError("There is no room in /tmp.") }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    func remove() {
        guard let folder = opendir(path) else { return }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
                field.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { unlink("\(path)/\(name)") }
        }
        closedir(folder)
        rmdir(path)
    }
}
