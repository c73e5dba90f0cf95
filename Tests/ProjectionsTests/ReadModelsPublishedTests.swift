import CanonicalJSON
import EventStorage
import Filings
import Postgres
import Testing

@testable import Projections

/// Answers as of a published day against those of the tables.
@Suite struct ReadModelsPublishedTests {
    private static let end = CivilDay.on("9999-12-31")

    @Test(arguments: [31, 32, 33])
    func `as of the last day the fold is what the tables hold`(seed: UInt64) async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: seed)
            try await log.append(history.events(240))
            try await log.project()
            for position in [nil, 37, 120, 239] as [Int64?] {
                for stream in ["company-a", "company-cik-0000320193"] {
                    try await compare(StreamName(stored: stream), at: position, in: log)
                }
            }
        }
    }

    @Test(.enabled(if: SubmissionsCorpus.isThere))
    func `of a real company too`() async throws {
        try await withReadModelLog { log in
            try await RealHistory.ingest(into: log)
            try await log.project()
            for position in [nil, 1_500, 3_861] as [Int64?] {
                try await compare(RealHistory.company, at: position, in: log)
            }
            // What headers say was read on the day of the test; the day of a release counts all the
            // same.
            let may = try await log.models.filings(
                of: RealHistory.company, asOf: .on("2024-05-01"))
            #expect(may.last?.record["accession"] == "0000320193-24-000058")
            #expect(!may.contains { $0.record["acceptedClock"] == "header" })
            let june = try await log.models.filings(
                of: RealHistory.company, asOf: .on("2024-06-14"))
            let letter = june.first { $0.record["accession"] == "0000320193-24-000061" }
            #expect(letter?.record["publishedOn"] == "2024-04-29")
            #expect(letter?.isOnlyPossible == false)
        }
    }

    /// Lines that rest on an event of which nobody knows when it was public are no answer as of a
    /// day.
    private func compare(
        _ stream: StreamName, at position: Int64?, in log: ReadModelLog
    ) async throws {
        let unknown = Set(
            try await log.store.events(in: stream, through: position)
                .filter { $0.publicDays == nil }.flatMap { Timeline().keys(of: $0) })
        func isKnown(_ line: ReadModels.Line) -> Bool {
            let claim = line.record["claim"]?.stringValue.map { "\(stream.text) claim \($0)" }
            let id = line.record["id"]?.stringValue.map { "\(stream.text) \($0)" }
            return ![claim, id].contains { $0.map(unknown.contains) ?? false }
        }
        let models = log.models
        let table = try await models.timeline(of: stream, at: position).filter(isKnown)
        let fold = try await models.timeline(of: stream, at: position, asOf: Self.end)
        #expect(fold.lines.filter(isKnown) == table)
        #expect(!table.isEmpty)
        let known = Set(table.map(\.position))
        let brief = try await models.timeline(of: stream, at: position, brief: true)
        let drawn = try await models.timeline(
            of: stream, at: position, asOf: Self.end, brief: true)
        func words(_ lines: [ReadModels.Line]) -> [String] {
            lines.filter { known.contains($0.position) }.map { line in
                let record = line.record
                return """
                    \(line.position) \(line.anchor?.text ?? "-") \(line.publicBy?.text ?? "-") \
                    \(record["state"]?.stringValue ?? "") \(record["title"]?.stringValue ?? "")
                    """
            }
        }
        #expect(words(brief) == words(table))
        #expect(words(drawn.lines) == words(table))
        let filings = try await models.filings(of: stream, at: position)
        let published = try await models.filings(of: stream, at: position, asOf: Self.end)
        #expect(published.map(\.record) == filings)
        #expect(published.allSatisfy { !$0.isOnlyPossible })
        let records = table.filter { $0.record["form"] != nil }.map(\.record)
        #expect(records == filings)
    }

    @Test func `both limits together leave out what was recorded and what was published later`()
        async throws
    {
        try await withReadModelLog { log in
            let filing = NewEvent.listed(filedOn: .on("2022-01-10")) { _ in }
            try await log.append([
                (.sample, filing), (.sample, .delisted(filing, on: .on("2022-03-01"))),
                (.sample, .listed("2", filedOn: .on("2022-01-11")) { _ in }),
            ])
            try await log.project()
            let rows: [(position: Int64?, day: String, states: [String])] = [
                (nil, "2022-01-10", ["filed"]), (nil, "2022-02-28", ["filed", "filed"]),
                (nil, "2022-03-01", ["no longer listed", "filed"]), (1, "2022-03-01", ["filed"]),
                (2, "2022-03-01", ["no longer listed"]), (0, "2022-03-01", []),
            ]
            for (position, day, states) in rows {
                let answer = try await log.models.filings(
                    of: .sample, at: position, asOf: .on(day))
                #expect(answer.map { $0.record["state"]?.stringValue } == states, "\(day)")
            }
        }
    }

    @Test func `an entry that cannot be read is an error with its position`() async throws {
        try await withReadModelLog { log in
            try await log.append([
                (.sample, .filing(filedOn: .on("2022-01-10"))), (.sample, .named("A")),
                (.other, .filing(filedOn: .on("2022-01-10"))),
            ])
            try await log.project()
            try await log.pool.perform { connection throws(DatabaseError) in
                try connection.script(
                    """
                    SET LOCAL session_replication_role = replica;
                    UPDATE annals.events
                    SET entry = replace(encode(entry, 'escape'), '"name":', '"nome":')::bytea
                    WHERE position = 2;
                    """)
            }
            let error = await #expect(throws: EventStoreError.self) {
                try await log.models.timeline(of: .sample, asOf: .on("2024-01-01"))
            }
            guard case .unreadable(position: 2, _) = error else { return #expect(error == nil) }
            let before = try await log.models.timeline(
                of: .sample, at: 1, asOf: .on("2024-01-01"))
            #expect(before.lines.count == 1)
            let other = try await log.models.timeline(of: .other, asOf: .on("2024-01-01"))
            #expect(other.lines.count == 1)
            #expect(try await log.models.timeline(of: .sample).count == 1)
        }
    }
}
