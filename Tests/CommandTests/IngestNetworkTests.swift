import CanonicalJSON
import Foundation
import TestSupport
import Testing

/// `annals ingest` against a register on this machine.
@Suite struct IngestNetworkTests {
    private static let agent = "Annals Tests tests@example.org"

    private static func index(_ numbers: [Int]) -> String {
        let rows = numbers.map { number in
            "1999990001|QUARRY LANE|8-K|20200103|"
                + "edgar/data/1999990001/0001999990-20-00000\(number).txt"
        }
        return """
            Description:           Daily Index of EDGAR Dissemination Feed
            Last Data Received:    Jan  3, 2020

            CIK|Company Name|Form Type|Date Filed|File Name
            --------------------------------------------------------------------------------
            \(rows.joined(separator: "\n"))

            """
    }

    private static func day(_ server: HTTPServer, _ more: String...) -> [String] {
        ["ingest", "edgar-index", "--day", "2020-01-03", "--server", server.url] + more
    }

    @Test func `a day is read over the network, who asks is said, and nothing is printed`()
        async throws
    {
        try await withHTTPServer { request in
            request.path.hasSuffix("master.20200103.idx")
                ? .text(Self.index([1, 2])) : .edgarMissing
        } body: { server in
            try await withEmptyLedger { ledger in
                let run = try await ledger.run(
                    Self.day(server), environment: ["ANNALS_USER_AGENT": Self.agent])
                #expect(run.status == 0, run.story)
                #expect(run.errors.isEmpty && run.output.isEmpty, run.story)
                #expect(server.requests.map { $0.headers["user-agent"] } == [Self.agent])
                let told = try await ledger.annals("runs", "--format", "json").records()
                #expect(told.count == 1)
                #expect(told[0]["appended"] == 2)
                #expect(
                    told[0]["command"]?.stringValue
                        == "edgar-index --day 2020-01-03 --server \(server.url)")
                let filings = try await ledger.annals(
                    "filings", "1999990001", "--format", "json"
                ).records()
                #expect(filings.count == 2)
                let gaps = try await ledger.annals("runs", "--gaps", "--format", "json")
                #expect(try gaps.records() == [])
            }
        }
    }

    @Test func `a register that is not well is one line and exit 69, and a gap`() async throws {
        try await withHTTPServer { _ in
            .text("<!DOCTYPE html><html><body>Maintenance</body></html>", type: "text/html")
        } body: { server in
            try await withEmptyLedger { ledger in
                let run = try await ledger.run(
                    Self.day(server, "--user-agent", Self.agent))
                #expect(run.status == 69, run.story)
                #expect(run.errors.split(separator: "\n").count == 1, run.story)
                #expect(!run.errors.contains(Self.agent), run.story)
                let gaps = try await ledger.annals("runs", "--gaps", "--format", "json").records()
                #expect(gaps.map { $0["unit"] } == ["2020-01-03"])
                #expect(
                    gaps.compactMap { $0["repair"]?.stringValue }.first?
                        .contains("edgar-index --day 2020-01-03") == true)
            }
        }
    }

    @Test func `a run is repeated from what was kept, without the register`() async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("annals-keep-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        var facts: [String] = []
        try await withHTTPServer { _ in
            .text(Self.index([1, 2, 3]))
        } body: { server in
            try await withEmptyLedger { ledger in
                let run = try await ledger.run(
                    Self.day(server, "--user-agent", Self.agent, "--keep", folder))
                #expect(run.status == 0, run.story)
                facts = try await ledger.facts()
            }
            server.stop()
            try await withEmptyLedger { ledger in
                let run = try await ledger.run(Self.day(server, "--from", folder))
                #expect(run.status == 0, run.story)
                #expect(try await ledger.facts() == facts)
                #expect(facts.count == 3)
            }
        }
    }

    @Test func `a watch list names companies, and a strict run takes a flawed file whole or not`()
        async throws
    {
        let list = FileManager.default.temporaryDirectory
            .appendingPathComponent("annals-watch-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: list) }
        try Data("# ours\n1999990001 Quarry Lane\n\n1999990002  # and this\n".utf8).write(to: list)
        try await withHTTPServer { _ in
            .edgarNoSuchKey
        } body: { server in
            try await withEmptyLedger { ledger in
                let run = try await ledger.annals(
                    "ingest", "edgar-submissions", "--watch", list.path, "--server", server.url,
                    "--user-agent", Self.agent)
                let asked = server.requests.map(\.path)
                #expect(
                    asked == ["1999990001", "1999990002"].map { "/submissions/CIK\($0).json" },
                    run.story)
                let flawed = list.path + ".idx"
                defer { try? FileManager.default.removeItem(atPath: flawed) }
                try Data((Self.index([1]) + "1|X|8-K|20200103|nowhere\n").utf8)
                    .write(to: URL(fileURLWithPath: flawed))
                let strict = try await ledger.annals(
                    "ingest", "edgar-index", "--file", flawed, "--strict")
                #expect(strict.status == 65, strict.story)
                #expect(try await ledger.facts() == [])
                let lenient = try await ledger.annals("ingest", "edgar-index", "--file", flawed)
                #expect(lenient.status == 65, lenient.story)
                #expect(lenient.errors.contains("1 part refused"), lenient.story)
                #expect(lenient.errors.contains("line 7"), lenient.story)
                #expect(try await ledger.facts().count == 1)
            }
        }
    }
}
