import EventStorage
import Filings
import Glibc
import Postgres

/// `annals timeline` of a company with 1,000 events, one new process each.
///
/// The limit is `psql -c` that prints as many bytes of the same entries.
enum ColdTimeline {
    private static let events: Int64 = 1_000
    private static let runsARound = 5

    static func run(_ bench: inout Bench) async throws -> Comparison {
        guard access(bench.annals, X_OK) == 0 else {
            throw BenchError("There is no program \(bench.annals): build annals, or say --annals.")
        }
        guard let psql = psql() else { throw BenchError("There is no psql.") }
        let company = bench.workload.company(with: events)
        let stream = bench.workload.companies[company].stream
        let name = try await introduce(company, to: &bench)
        let system = [bench.annals, "timeline", name, "--database", bench.log.url, "--no-pager"]
        let samples = try (0..<runsARound).map { _ in
            try ChildRun(system, measuresMemory: true)
        }
        let outputBytes = samples.map(\.outputBytes).max() ?? 0
        let peak = samples.map(\.peakMebibytes).max() ?? 0
        let limit = try await command(psql, stream, bytes: outputBytes, on: bench.log)
        var comparison = Comparison(
            name: ScenarioName.timeline.rawValue, title: "cold annals timeline",
            limitTitle: "psql -c, as many bytes", unit: "ms", goal: .atMost(1.2))
        var limitBytes = 0
        try await bench.alternate(into: &comparison) { _ in
            let runs = try (0..<runsARound).map { _ in try ChildRun(limit) }
            limitBytes = runs.map(\.outputBytes).max() ?? 0
            return Self.median(runs.map(\.milliseconds))
        } system: { _ in
            let runs = try (0..<runsARound).map { _ in try ChildRun(system) }
            return Self.median(runs.map(\.milliseconds))
        }
        comparison.notes = [
            "\(try await bench.log.store.version(of: stream)) events",
            "\(outputBytes) bytes (psql: \(limitBytes))",
            "peak \(Report.text(peak)) MiB, to be under 40",
        ]
        return comparison
    }

    /// Gives the company a name to ask for and brings the read models up to date.
    private static func introduce(_ company: Int, to bench: inout Bench) async throws -> String {
        let named = bench.workload.companies[company]
        let event = NewEvent(
            id: "bench:\(named.cik)/name", source: "bench:",
            event: .companyNamed(CompanyNamed(name: named.name, kind: .current)))
        try await bench.log.store.append([event], to: named.stream, by: Bench.actor)
        bench.workload.countOther(company)
        _ = try ChildRun([bench.annals, "project", "--database", bench.log.url])
        try await bench.log.checkpoint()
        return named.name
    }

    private static func median(_ values: [Double]) -> Double {
        var measurement = Measurement()
        for value in values { measurement.add(value) }
        return measurement.median
    }

    private static func command(
        _ psql: String, _ stream: StreamName, bytes: Int, on log: ScratchLog
    ) async throws -> [String] {
        let count = try await log.store.version(of: stream)
        let each = max(1, bytes / Int(max(count, 1)) - 1)
        let select = """
            SELECT left(convert_from(e.entry, 'UTF8'), \(each)) FROM limits.events e
            JOIN annals.streams s USING (stream_id)
            WHERE s.name = '\(stream.text)' ORDER BY e.version
            """
        return [psql, "-XAtq", "-c", select, log.url]
    }

    /// The program itself; Debian's `/usr/bin/psql` is a script that looks for it.
    private static func psql() -> String? {
        var found = glob_t()
        defer { globfree(&found) }
        if glob("/usr/lib/postgresql/*/bin/psql", 0, nil, &found) == 0, found.gl_pathc > 0,
            let path = found.gl_pathv[Int(found.gl_pathc) - 1]
        {
            return String(cString: path)
        }
        return access("/usr/bin/psql", X_OK) == 0 ? "/usr/bin/psql" : nil
    }
}
