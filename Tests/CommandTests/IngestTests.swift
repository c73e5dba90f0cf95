import CanonicalJSON
import Foundation
import Testing

@Suite struct IngestTests {
    @Test func `reading a file again appends nothing but the run, and says nothing`() async throws {
        try await withEmptyLedger { ledger in
            let first = try await ledger.annals(
                "ingest", "edgar-submissions", "--file", Programs.appleFile, "-v")
            #expect(first.status == 0, first.story)
            #expect(first.errors.contains("appended"))
            #expect(first.output.isEmpty)
            let before = try await ledger.facts()
            for options in [[], ["--again"]] {
                let second = try await ledger.run(
                    ["ingest", "edgar-submissions", "--file", Programs.appleFile] + options)
                #expect(second.status == 0)
                #expect(second.output.isEmpty)
                #expect(second.errors.isEmpty, second.story)
                #expect(try await ledger.facts() == before)
            }
            let told = try await ledger.annals(
                "ingest", "edgar-submissions", "--file", Programs.appleFile, "-v")
            #expect(told.errors.contains("appended 0"), told.story)
            let runs = try await ledger.annals("runs", "--format", "json").records()
            #expect(runs.map { $0["appended"]?.integerValue == 0 } == [true, true, true, false])
        }
    }

    @Test func `of several at once one is at work, the others come later`() async throws {
        try await withEmptyLedger { ledger in
            let line = ["ingest", "edgar-submissions", "--file", Programs.appleFile, "-v"]
            async let one = ledger.run(line)
            async let two = ledger.run(line)
            async let three = ledger.run(line)
            let runs = try await [one, two, three]
            #expect(runs.contains { $0.status == 0 })
            for run in runs where run.status != 0 {
                #expect(run.status == 75, run.story)
                #expect(run.errors.contains("Another run of edgar-submissions"), run.story)
                #expect(run.errors.split(separator: "\n").count == 1, run.story)
            }
            let facts = try await ledger.facts()
            #expect(Set(facts).count == facts.count && !facts.isEmpty)
        }
    }

    @Test func `what cannot be read is named and the rest goes in`() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("annals-ingest-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let good = try Data(contentsOf: URL(fileURLWithPath: Programs.appleFile))
        try good.write(to: folder.appendingPathComponent("CIK0000320193.json"))
        try Data("{\"cik\": ".utf8).write(to: folder.appendingPathComponent("CIK0000000001.json"))
        try await withEmptyLedger { ledger in
            let run = try await ledger.annals(
                "ingest", "edgar-submissions", "--file", folder.path)
            #expect(run.status == 65, run.story)
            #expect(run.errors.contains("CIK0000000001.json"), run.story)
            let filings = try await ledger.annals("filings", "aapl", "--format", "json").records()
            #expect(!filings.isEmpty)
        }
    }

    @Test func `without projecting the read models are said to be behind`() async throws {
        try await withEmptyLedger { ledger in
            _ = try await ledger.annals("record", Programs.sample)
            let run = try await ledger.annals(
                "ingest", "edgar-submissions", "--file", Programs.appleFile, "--no-project")
            #expect(run.status == 0, run.story)
            let behind = try await ledger.annals("timeline", "innotron")
            #expect(behind.status == 0, behind.story)
            #expect(behind.errors.contains("annals project"), behind.story)
            #expect(try await ledger.annals("project").status == 0)
            let current = try await ledger.annals("timeline", "innotron")
            #expect(current.errors.isEmpty, current.story)
            #expect(current.status == 0)
        }
    }
}

extension SampleLedger {
    /// The ids of all events but those that tell of runs.
    func facts() async throws -> [String] {
        try await annals("log", "--format", "json").records()
            .filter { $0["type"] != "run.finished" }
            .compactMap { $0["id"]?.stringValue }
    }
}
