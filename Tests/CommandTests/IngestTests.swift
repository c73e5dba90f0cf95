import CanonicalJSON
import Foundation
import Testing

@Suite struct IngestTests {
    @Test func `reading a file again appends nothing and says nothing`() async throws {
        try await withEmptyLedger { ledger in
            let first = try await ledger.annals(
                "ingest", "edgar-submissions", "--file", Programs.appleFile, "-v")
            #expect(first.status == 0, first.story)
            #expect(first.errors.contains("appended"))
            #expect(first.output.isEmpty)
            let before = try await ledger.annals("log", "--format", "json").output
            let second = try await ledger.annals(
                "ingest", "edgar-submissions", "--file", Programs.appleFile)
            #expect(second.status == 0)
            #expect(second.output.isEmpty)
            #expect(second.errors.isEmpty, second.story)
            #expect(try await ledger.annals("log", "--format", "json").output == before)
            let told = try await ledger.annals(
                "ingest", "edgar-submissions", "--file", Programs.appleFile, "-v")
            #expect(told.errors.contains("appended 0"), told.story)
        }
    }

    @Test func `of several at once each event is recorded once, and counted once`() async throws {
        try await withEmptyLedger { ledger in
            let line = ["ingest", "edgar-submissions", "--file", Programs.appleFile, "-v"]
            async let one = ledger.run(line)
            async let two = ledger.run(line)
            async let three = ledger.run(line)
            let runs = try await [one, two, three]
            var appended = 0
            for run in runs {
                #expect(run.status == 0, run.story)
                let count = run.errors.split(separator: "appended ", maxSplits: 1).last?.prefix {
                    $0.isNumber
                }
                appended += Int(count ?? "") ?? 0
            }
            let log = try await ledger.annals("log", "--format", "json").records()
            #expect(log.count == appended && appended > 0)
            #expect(Set(log.map { $0["id"] }).count == log.count)
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
