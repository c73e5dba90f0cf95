import CanonicalJSON
import Foundation
import Testing

@Suite struct FollowTests {
    @Test(arguments: [SIGINT, SIGTERM])
    func `another process's events appear in order, until a signal ends it`(
        signal: Int32
    ) async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A0"))
            let program = try ledger.start(["log", "--follow", "--format", "jsonl"])
            try await waitForLines(1, from: program)
            for round in 1...4 {
                try await ledger.record(
                    (1...5).map { claim("A\(round)-\($0)", of: "acme-\(round)") }.joined(),
                    "--no-project")
            }
            try await waitForLines(21, from: program)
            program.interrupt(with: signal)
            let run = try await Run(program)
            // As a shell sees it: ended by the signal, or by itself with that signal's number.
            #expect([0, 128 + signal].contains(run.status), run.story)
            #expect(run.errors.isEmpty, run.story)
            let positions = try run.lines.map { line in
                try JSONValue(parsing: String(line))["position"]?.integerValue
            }
            #expect(positions == (1...21).map { Int64($0) })
        }
    }

    @Test func `a limit ends it by itself, and a company's events are picked`() async throws {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A0") + claim("B0", of: "bolt"))
            let program = try ledger.start(
                ["log", "bolt", "--follow", "--limit", "3", "--format", "tsv", "--fields", "id"])
            try await waitForLines(2, from: program)
            for number in 1...4 {
                try await ledger.record(claim("A\(number)") + claim("B\(number)", of: "bolt"))
            }
            let run = try await Run(program)
            #expect(run.status == 0, run.story)
            #expect(
                run.lines == ["id", "claim:bolt/B0", "claim:bolt/B1", "claim:bolt/B2"], run.story)
        }
    }

    @Test func `a limit that is reached at once waits for nothing, and after counts`() async throws
    {
        try await withEmptyLedger { ledger in
            try await ledger.record(claim("A0") + claim("A1"))
            let full = try await ledger.annals(
                "log", "--follow", "--limit", "2", "--fields", "position")
            #expect(full.lines == ["position", "1", "2"], full.story)
            let program = try ledger.start(
                ["log", "--follow", "--after", "3", "--limit", "1", "--fields", "position"])
            try await ledger.record(claim("A2") + claim("A3"))
            let run = try await Run(program)
            #expect(run.lines.suffix(1) == ["4"], run.story)
        }
    }

    private func waitForLines(_ count: Int, from program: Program) async throws {
        for _ in 0..<1_500 {
            if try program.outputBytes().count(where: { $0 == 0x0A }) >= count { return }
            try await Task.sleep(for: .milliseconds(20))
        }
        Issue.record("\(try program.outputBytes().count) bytes and no \(count) lines")
    }
}
