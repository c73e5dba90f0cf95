import CanonicalJSON
import Foundation
import TestSupport
import Testing

/// Several ledgers in one database, from the command line.
@Suite struct LedgerCommandTests {
    private static func claim(_ company: String, _ title: String) -> String {
        #"{"company":"\#(company)","id":"C1","kind":"contract","title":"\#(title)","#
            + #""date":"2024-06-01","source":"Gazette"}"#
    }

    /// The sample in the usual ledger, one company in north, one of the same name in south.
    private static func withLedgers(_ body: (SampleLedger) async throws -> Void) async throws {
        try await withSampleLedger { ledger in
            for name in ["south", "north"] {
                let made = try await ledger.annals("ledger", "create", name)
                try #require(made.status == 0, made.story)
                let recorded = try await ledger.record(
                    claim("acme", "Of the \(name)"), "--ledger", name)
                try #require(recorded.status == 0, recorded.story)
            }
            try await body(ledger)
        }
    }

    @Test func `a ledger has what was recorded in it and nothing else`() async throws {
        try await Self.withLedgers { ledger in
            for name in ["north", "south"] {
                let shown = try await ledger.annals("timeline", "acme", "--ledger", name)
                #expect(shown.output.contains("Of the \(name)"), shown.story)
                let same = try await ledger.annals(
                    "timeline", "acme", environment: ["ANNALS_LEDGER": name])
                #expect(same.output == shown.output, same.story)
                let other = try await ledger.annals("timeline", "innotron", "--ledger", name)
                #expect(other.status == 65 || other.status == 64, other.story)
                let log = try await ledger.annals(
                    "log", "--ledger", name, "--format", "json")
                #expect(try log.records().map { $0["position"] } == [1], log.story)
            }
            let usual = try await ledger.annals("timeline", "acme")
            #expect(usual.status != 0, usual.story)
            let explicit = try await ledger.annals("digest", "--ledger", "annals")
            #expect(explicit.output == (try await ledger.annals("digest")).output, explicit.story)
        }
    }

    @Test func `every command that asks and every one that makes read models works in a ledger`()
        async throws
    {
        try await withEmptyLedger { ledger in
            _ = try await ledger.annals("ledger", "create", "beside")
            let beside = ["ANNALS_LEDGER": "beside"]
            let twice: [[String: String]] = [[:], beside]
            for environment in twice {
                let recorded = try await ledger.annals(
                    "record", Programs.sample, environment: environment)
                try #require(recorded.status == 0, recorded.story)
            }
            for words in [
                ["timeline", "innotron"], ["milestones", "innotron"], ["overdue"], ["conflicts"],
                ["why", "innotron/F12", "date"],
                ["blame", "innotron", "--fields", "path,field,value,position,claim"],
                ["graph", "innotron"],
                ["chain", "innotron/F9"], ["sum", "innotron"], ["find", "睿力"], ["find", "inotron"],
                ["page", "innotron"], ["runs"],
                ["diff", "innotron", "--from", "2025-10-01", "--to", "2025-11-01"],
                ["rebuild", "--all", "--fields", "projection,rows,added,gone,changed"],
                ["replay", "--to", "30", "--fields", "projection,rows,live"],
                ["rebuild", "timeline", "--revert", "--fields", "projection,position,state"],
                ["project", "status", "--fields", "projection,state,position"],
                ["doctor", "--fields", "check,state"],
            ] {
                var answers: [Run] = []
                for environment in twice {
                    answers.append(
                        try await ledger.run(
                            words,
                            environment: environment.merging(["ANNALS_NOW": "2026-11-01T12:00:00Z"])
                            { $1 }))
                }
                #expect(answers[0].status == 0, answers[0].story)
                // They were recorded one after the other.
                let texts = answers.map { run in
                    run.output.replacing(/\d+-\d+-\d+T[0-9:.]+Z/, with: "TIME")
                }
                #expect(texts[0] == texts[1], answers[1].story)
            }
        }
    }

    @Test func `they are listed, and asked together`() async throws {
        try await Self.withLedgers { ledger in
            let list = try await ledger.annals("ledger", "list", "--format", "json")
            #expect(
                try list.records().map { $0["ledger"]?.stringValue } == [
                    "annals", "north", "south",
                ],
                list.story)
            #expect(try list.records().map { $0["position"] } == [101, 1, 1], list.story)
            let found = try await ledger.annals(
                "find", "acme", "--every-ledger", "--format", "json")
            let companies = try found.records().filter { $0["found"] == "company" }
            #expect(companies.map { $0["ledger"] } == ["north", "south"], found.story)
            let basis = try JSONValue(parsing: found.outputBytes)["basis"]?["ledgers"]?.arrayValue
            #expect(basis?.map { $0["position"] } == [101, 1, 1], found.story)
            let alone = try await ledger.annals(
                "conflicts", "innotron", "--every-ledger", "--exit-code", "--format", "json")
            #expect(alone.status == 3, alone.story)
            #expect(try alone.records().allSatisfy { $0["ledger"] == "annals" }, alone.story)
            let nobody = try await ledger.annals("overdue", "nobody", "--every-ledger")
            #expect(nobody.status == 65 || nobody.status == 64, nobody.story)
        }
    }

    @Test func `each is signed by a key of its own`() async throws {
        let folder = FileManager.default.temporaryDirectory.path + "/annals-\(UUID())"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await Self.withLedgers { ledger in
            func annals(_ words: String..., in name: String) async throws -> Run {
                try await ledger.run(
                    words, environment: ["ANNALS_KEY_FOLDER": folder, "ANNALS_LEDGER": name])
            }
            for name in ["annals", "north"] {
                _ = try await annals("key", "create", "log.example/\(name)", in: name)
                let sealed = try await annals("checkpoint", in: name)
                #expect(sealed.lines.first == "log.example/\(name)", sealed.story)
                let verified = try await annals("verify", in: name)
                #expect(verified.status == 0 && verified.output.contains("signatures by"))
            }
            // Neither of those keys signs for another ledger.
            let none = try await annals("checkpoint", in: "south")
            #expect(none.status == 64 && none.errors.contains("annals key create"), none.story)
            let list = try await ledger.annals("ledger", "list", "--fields", "ledger,signed")
            #expect(list.lines.dropFirst() == ["annals\t101", "north\t1", "south\t"], list.story)
        }
    }

    @Test func `what is no ledger is said so`() async throws {
        try await Self.withLedgers { ledger in
            for (words, status, sentence) in [
                (["timeline", "acme", "--ledger", "east"], 64, "There is no ledger east"),
                (["record", Programs.sample, "--ledger", "east"], 64, "There is no ledger east"),
                (["log", "--ledger", "East"], 64, "is no name of a ledger"),
                (["ledger", "create", "no_name"], 64, "is no name of a ledger"),
                (["find", "a", "--every-ledger", "--ledger", "north"], 64, "exclude each other"),
                (
                    ["find", "a", "--every-ledger", "--at-position", "1"], 64,
                    "positions of its own"
                ),
            ] {
                let run = try await ledger.run(words)
                #expect(Int(run.status) == status && run.errors.contains(sentence), run.story)
                #expect(run.output.isEmpty, run.story)
            }
            let again = try await ledger.annals("ledger", "create", "north")
            #expect(again.status == 0 && again.errors.contains("there already"), again.story)
        }
    }

    @Test func `migrating brings all of them up`() async throws {
        try await Self.withLedgers { ledger in
            try shell(
                """
                psql -qv ON_ERROR_STOP=1 '\(ledger.url)' -c "DELETE FROM ledger_north.schema_files \
                WHERE name = 'position_at'"
                """)
            let run = try await ledger.annals("migrate")
            #expect(run.output == "applied\tnorth: position_at\n", run.story)
            #expect(try await ledger.annals("migrate").output == "up to date\n")
        }
    }
}
