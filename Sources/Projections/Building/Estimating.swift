import EventStorage
import Postgres

/// Folds a few ranges of streams in memory and writes nothing: what a rebuild would take.
struct Estimating: Sendable {
    let store: EventStore
    let projections: [any Projection]
    let workers: Int

    /// So many ranges are looked at, spread over all streams, and so many events of each.
    private static var ranges: Int { 6 }
    private static var eventsOfRange: Int { 4_000 }
    /// Reading and folding are about half of the work; the rest is what PostgreSQL does to store and
    /// index rows. Measured with the 320,000 filings of 2020-Q1: 14 of 29 core seconds for the
    /// timeline. Of several projections the estimate is high by what they save in reading together.
    private static var measuredShare: Double { 0.5 }

    func run() async throws(BuildError) -> RebuildEstimate {
        let target: Int64
        do throws(EventStoreError) { target = try await store.head().position } catch {
            throw .store(error)
        }
        return try await store.pool.perform(throwing: BuildError.self) {
            connection throws(BuildError) in
            try connection.transaction(.snapshot, throwing: BuildError.self) {
                connection throws(BuildError) in
                let counts = try counts(through: target, on: connection)
                let ranges = try sampleRanges(through: target, on: connection)
                let samples = try projections.map { projection throws(BuildError) in
                    var sample = Sample()
                    for range in ranges {
                        try take(
                            range, through: target, of: projection, to: &sample, on: connection)
                    }
                    return sample
                }
                return RebuildEstimate(
                    target: target,
                    tables: zip(projections, samples).map { projection, sample in
                        table(of: projection, sample, among: counts)
                    })
            }
        }
    }

    private struct Sample {
        var events = 0
        var rows = 0
        var spent: Duration = .zero
    }

    private func table(
        of projection: any Projection, _ sample: Sample, among counts: [String: Int64]
    ) -> RebuildEstimate.Table {
        let events = counts.reduce(0) { $0 + (projection.needs($1.key) ? $1.value : 0) }
        let scale = sample.events > 0 ? Double(events) / Double(sample.events) : 0
        return RebuildEstimate.Table(
            projection: projection.name, version: projection.version, events: events,
            rows: Int64(Double(sample.rows) * scale),
            share: sample.spent * (scale / Self.measuredShare / Double(max(1, workers))))
    }

    /// How many events of each type there are.
    private func counts(
        through target: Int64, on connection: isolated Connection
    ) throws(BuildError) -> [String: Int64] {
        try BuildError.wrappingDatabase { () throws(DatabaseError) in
            var counts: [String: Int64] = [:]
            for row in try connection.query(
                "SELECT type, count(*) FROM annals.events WHERE position <= \(target) GROUP BY type"
            ) {
                counts[try row.decode(0)] = try row.decode(1)
            }
            return counts
        }
    }

    private func sampleRanges(
        through target: Int64, on connection: isolated Connection
    ) throws(BuildError) -> [ClosedRange<Int64>] {
        try BuildError.wrappingDatabase { () throws(DatabaseError) in
            let streams: Int64 =
                try connection.query("SELECT streams FROM annals.head").first?.decode(0) ?? 0
            guard streams > 0 else { return [] }
            let count = min(Int64(Self.ranges), streams)
            return (0..<count).map { number in
                (1 + number * streams / count)...((number + 1) * streams / count)
            }
        }
    }

    private func take(
        _ range: ClosedRange<Int64>, through target: Int64, of projection: any Projection,
        to sample: inout Sample, on connection: isolated Connection
    ) throws(BuildError) {
        let began = ContinuousClock.now
        let fold = projection.streamFold(in: .next)
        var events = 0
        var stream: Int64?
        try BuildError.wrapping { () throws(EventStoreError) in
            var cursor = try StreamCursor(
                streams: range, through: target, types: projection.types, on: connection)
            while events < Self.eventsOfRange {
                let entries = try cursor.next(on: connection)
                if entries.isEmpty { break }
                for entry in entries {
                    if entry.streamID != stream { fold.endStream() }
                    stream = entry.streamID
                    // A bad event is the rebuild's to report.
                    if case .success(let recorded) = entry.event { try? fold.apply(recorded) }
                }
                events += entries.count
            }
            try cursor.close(on: connection)
        }
        fold.endStream()
        sample.events += events
        sample.rows += fold.waiting
        sample.spent += ContinuousClock.now - began
    }
}
