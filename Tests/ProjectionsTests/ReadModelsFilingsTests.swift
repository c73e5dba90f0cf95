import CanonicalJSON
import EventStorage
import Filings
import Testing

@testable import Projections

/// Questions about filings, their filers and runs that go through the tables.
@Suite struct ReadModelsFilingsTests {
    private static let filer = StreamName(stored: "company-cik-0000001750")

    @Test func `a filing that changes later keeps its place among those of its day`() async throws {
        try await withReadModelLog { log in
            let first = NewEvent.listed("1") { _ in }
            try await log.append([
                (.sample, first), (.sample, .listed("2") { _ in }),
                (.sample, .delisted(first, on: .on("2024-05-06"))),
            ])
            try await log.project()
            let now = try await log.models.filings(of: .sample)
            #expect(now.map { $0["accession"] } == ["1", "2"])
            #expect(now.map { $0["listed"] } == [false, true])
            let before = try await log.models.filings(of: .sample, at: 2)
            #expect(before.map { $0["listed"] } == [true, true])
        }
    }

    @Test func `all filers of a filing are found by its number`() async throws {
        try await withReadModelLog { log in
            try await log.append([
                (.sample, .listed("7", form: "SC TO-T") { _ in }), (.other, .listed("7") { _ in }),
                (.other, .listed("8") { _ in }), (.sample, .listed("7", form: "SC 13E3") { _ in }),
            ])
            try await log.project()
            let models = log.models
            let places = try await models.places(ofAccession: "7")
            #expect(
                places.map { "\($0.stream) \($0.id)" } == [
                    "company-sample edgar:320193/7/SC TO-T", "company-other edgar:320193/7/8-K",
                    "company-sample edgar:320193/7/SC 13E3",
                ])
            #expect(try await models.places(ofAccession: "7", at: 1).count == 1)
            #expect(try await models.places(ofAccession: "9").isEmpty)
        }
    }

    @Test func `a company without names is called as its newest filing calls it`() async throws {
        try await withReadModelLog { log in
            func named(_ name: String, _ accession: String, _ day: String) -> NewEvent {
                .listed(accession, filedOn: .on(day)) { $0.filerName = name }
            }
            try await log.append([
                (Self.filer, named("NEW NAME CORP", "2", "2024-06-01")),
                (Self.filer, named("OLD NAME CORP", "1", "2024-01-02")),
                (Self.filer, .listed("3", filedOn: .on("2024-07-01")) { _ in }),
                (Self.filer, .named("New Name Corporation")),
            ])
            try await log.project()
            let models = log.models
            for question in ["new name", "old name corp", "1750", "0000001750", "cik-0000001750"] {
                let found = try await models.companies(matching: question, at: 3)
                #expect(found.map(\.name) == ["NEW NAME CORP"], "\(question)")
                #expect(found.map(\.names) == [[]], "\(question)")
            }
            #expect(try await models.companies(matching: "old", at: 1) == [])
            let now = try await models.companies(matching: "old name corp")
            #expect(now.map(\.name) == ["New Name Corporation"])
        }
    }

    @Test func `runs are listed newest first, by source, time, number and position`() async throws {
        try await withReadModelLog { log in
            let stream = StreamName(stored: "register-test")
            let moments = ["2024-01-03", "2024-01-01", "2024-01-02"].map { $0 + "T03:00:00Z" }
            try await log.append(moments.map { (stream, .run("a", $0, outcome: .partial)) })
            try await log.append([(stream, .run("b", "2024-01-02T05:00:00Z", appended: 9))])
            try await log.project()
            let models = log.models
            func ids(_ runs: [ReadModels.Run]) -> [String] { runs.map { String($0.id.prefix(12)) } }
            #expect(
                ids(try await models.runs()) == [
                    "a/2024-01-03", "b/2024-01-02", "a/2024-01-02", "a/2024-01-01",
                ])
            #expect(ids(try await models.runs(of: "b")) == ["b/2024-01-02"])
            #expect(ids(try await models.runs(most: 1)) == ["a/2024-01-03"])
            #expect(ids(try await models.runs(at: 2)) == ["a/2024-01-03", "a/2024-01-01"])
            let since = try #require(Instant("2024-01-02T03:00:00Z"))
            #expect(try await models.runs(since: since).count == 3)
            #expect(ids(try await models.newestRuns()) == ["a/2024-01-03", "b/2024-01-02"])
            #expect(ids(try await models.newestRuns(complete: true)) == ["b/2024-01-02"])
            let run = try #require(try await models.run("b/2024-01-02T05:00:00.000000Z"))
            #expect(run.counts.appended == 9)
            #expect(run.positions == [4])
            #expect(try await models.run("nothing of the kind") == nil)
        }
    }

    @Test func `coverage is asked for by source, as of any position`() async throws {
        try await withReadModelLog { log in
            let stream = StreamName(stored: "register-test")
            func run(_ source: String, _ state: RunCoverage.State) -> (StreamName, NewEvent) {
                var event = NewEvent.run(
                    source,
                    coverage: [
                        RunCoverage(unit: "2024-01-03", state: state, reason: "why", repair: "x"),
                        RunCoverage(unit: "2024-01-02", state: .empty),
                    ])
                event.id += state.rawValue
                return (stream, event)
            }
            try await log.append([run("a", .pending), run("b", .partial), run("a", .complete)])
            try await log.project()
            let models = log.models
            let now = try await models.coverage(of: "a")
            #expect(now.map(\.unit) == ["2024-01-02", "2024-01-03"])
            #expect(now.map(\.state) == [.empty, .complete])
            #expect(now.map(\.reason) == [nil, "why"])
            #expect(try await models.coverage(of: "a", at: 2).map(\.state) == [.empty, .pending])
            #expect(try await models.coverage().count == 4)
            #expect(try await models.coverage(of: "c").isEmpty)
        }
    }
}
