import CanonicalJSON
import Foundation
import Testing

/// How values came to be, on the sample history: `why`, `blame`, `chain`, `overdue`, `graph`.
@Suite struct ReasonCommandTests {
    private static let now = ["--now", "2026-11-23T12:00:00Z"]

    private static func titles(_ run: Run) throws -> [String: String] {
        try run.records().reduce(into: [:]) { titles, record in
            titles[record["field"]?.stringValue ?? "?"] = record["title"]?.stringValue
        }
    }

    /// The claims of the sample whose sources are named, in a log of their own.
    private static func record(
        _ ids: Set<String>, in ledger: SampleLedger
    ) async throws {
        let dry = try await ledger.annals("record", Programs.sample, "--dry-run")
        var claims: [JSONValue] = []
        for line in dry.lines {
            let event = try JSONValue(parsing: String(line))
            guard let data = event["data"], let id = data["claim"]?.stringValue,
                ids.contains(id)
            else { continue }
            var file = data.objectValue ?? [:]
            file["date"] = file["date"] ?? "unknown"
            claims.append(.object(file))
        }
        try #require(claims.count == ids.count)
        let run = try await ledger.record(
            JSONValue.object(["claims": .array(claims)]).canonicalText)
        try #require(run.status == 0, run.story)
    }

    @Test func `the year of June is inferred, by which rule, from what, and who corroborates it`()
        async throws
    {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals("why", "F10", "date", "--format", "json")
            #expect(run.status == 0, run.story)
            let year = try #require(try run.records().first { $0["field"] == "date.year" })
            #expect(year["value"] == 2024 && year["status"] == "inferred")
            #expect(year["rule"] == "nearest-past-month@1")
            #expect(year["inputs"]?.arrayValue?[0] == "S1.published>=2024-06-12 via F21")
            #expect(year["assumption"]?.stringValue?.contains("latest June") == true)
            let other = year["corroboratedBy"]?.arrayValue?.first
            #expect(other?["name"] == "S3" && other?["quote"] == "this month")
            let titles = try Self.titles(run)
            #expect(titles["date"] == "\"in June\" is 2024-06-01..29")
            #expect(titles["date.month"] == "6, stated" && titles["date.day"] == "unknown")
        }
    }

    @Test(
        arguments: [
            (["F10", "F12"], "unknown, <= 2026"),
            (["F10", "F12", "F21"], "2024 preferred, 2025-2026 possible"),
            (["F10", "F12", "F21", "F10-S3"], "2024, inferred"),
        ] as [(Set<String>, String)])
    func `with fewer claims there is more doubt`(
        claims: Set<String>, words: String
    ) async throws {
        try await withEmptyLedger { ledger in
            try await Self.record(claims, in: ledger)
            let run = try await ledger.annals("why", "F10", "date", "--format", "json")
            let year = try Self.titles(run)["date.year"] ?? ""
            #expect(year.hasPrefix(words), "\(year)")
        }
    }

    @Test func `an input that changes changes the answer, and not what was recorded`() async throws
    {
        try await withSampleLedger { ledger in
            func year(_ limits: String...) async throws -> String {
                let run = try await ledger.run(["why", "F10", "date", "--format", "json"] + limits)
                return try Self.titles(run)["date.year"] ?? run.errors
            }
            let before = try await year()
            _ = try await ledger.annals("retract", "F10-S3", "--reason", "another contract")
            #expect(try await year().hasPrefix("2024 preferred, 2025-2026 possible"))
            _ = try await ledger.annals("retract", "F21-R1", "--reason", "another story")
            #expect(try await year().hasPrefix("unknown, <= 2026"))
            #expect(try await year("--at-position", "101") == before)
            let shown = try await ledger.annals("show", "F10", "--format", "json").records()[0]
            #expect(shown["date"]?["edtf"] == "2024?-06")
        }
    }

    @Test func `a corrected value is blamed on who corrected it`() async throws {
        try await withSampleLedger { ledger in
            _ = try await ledger.annals(
                "correct", "F9", "--unit", "wafers", "--reason", "Chinese text", "--actor", "ann")
            let run = try await ledger.annals(
                "blame", "innotron", "plant.capacity", "--format", "json")
            let records = try run.records()
            #expect(records.count == 1)
            #expect(records[0]["value"] == "30000 wafers per month")
            #expect(records[0]["position"] == 102 && records[0]["recordedBy"] == "ann")
            #expect(
                records[0]["earlier"]?.arrayValue?.map { $0["name"] } == [
                    "30000 packaging units per month"
                ])
            #expect(records[0]["entrySHA256"]?.stringValue?.utf8.count == 64)
            let before = try await ledger.annals(
                "blame", "innotron", "plant.capacity", "--at-position", "101", "--format", "json")
            #expect(try before.records()[0]["position"] == 26)
            let why = try await ledger.annals("why", "F9", "quantities", "--format", "json")
            #expect(try why.records()[0]["reason"] == "Chinese text")
        }
    }

    @Test func `certainty rose from proposed to signed on the way from the notice`() async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals("chain", "F14", "--format", "json", "--exit-code")
            #expect(run.status == 3, run.story)
            let hops = try run.records()
            #expect(hops.map { $0["source"] } == ["S5", "S2", "S1"])
            #expect(hops.map { $0["quote"] } == ["proposes", "secured a deal", "signed a deal"])
            #expect(hops.map { $0["rise"] } == [nil, 2, 1])
            #expect(hops[0]["note"]?.stringValue?.contains("nearest primary") == true)
            #expect(hops[0]["note"]?.stringValue?.contains("vote") == true)
            #expect(hops[1]["note"]?.stringValue?.contains("certainty rose") == true)
            _ = try await ledger.annals("retract", "X3", "--reason", "r")
            let cut = try await ledger.annals("chain", "F14", "--format", "json")
            #expect(try cut.records().map { $0["source"] } == ["S2", "S1"])
            #expect(cut.errors.contains("X3 is named as an origin"), cut.story)
            #expect(cut.errors.contains("no primary source"), cut.story)
        }
    }

    @Test func `what is past its day is said, and no more than is known`() async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.run(
                ["overdue", "innotron", "--format", "json", "--exit-code"] + Self.now)
            #expect(run.status == 3, run.story)
            let start = try #require(
                try run.records().first { $0["milestone"] == "plant-shanghai/start" })
            #expect(
                start["title"]
                    == """
                    past term (2026-07-02) by 144 days and baseline (latest 2026-08-31) by 84; \
                    inside current plan (to 2026-12-31); no actual reported; \
                    last looked 2026-11-23, 3 sources
                    """)
            #expect(!run.output.lowercased().contains("missed"))
            let earlier = try await ledger.annals(
                "overdue", "innotron", "--as-of", "2026-06-01", "--now", "2026-06-01T12:00:00Z",
                "--format", "json", "--exit-code")
            #expect(earlier.status == 0, earlier.story)
            #expect(try earlier.records().isEmpty)
            let all = try await ledger.run(["overdue", "--format", "json"] + Self.now)
            #expect(try all.records() == run.records())
            let reached = """
                - {id: DONE, company: innotron, kind: milestone, state: reached, title: It started, \
                date: 2026-11-01, source: "https://example.org/", milestone: plant-shanghai/start}
                """
            _ = try await ledger.record(reached)
            let after = try await ledger.run(
                ["overdue", "innotron", "--format", "json"] + Self.now)
            let keys = try after.records().map { $0["milestone"] }
            #expect(!keys.contains("plant-shanghai/start") && keys.count == 2)
        }
    }

    @Test func `a graph for Graphviz has every relation, and awkward names do not break it`()
        async throws
    {
        try await withSampleLedger { ledger in
            _ = try await ledger.record(
                """
                - {id: Q, company: innotron, kind: role, title: Odd, date: 2024, \
                source: "https://example.org/", parties: [{name: 'A "B" \\ C', role: owner}]}
                """)
            let run = try await ledger.annals("graph", "innotron", "--dot")
            #expect(run.status == 0, run.story)
            #expect(run.output.hasPrefix("digraph annals {\n") && run.output.hasSuffix("\n}\n"))
            #expect(run.output.contains(#""A \"B\" \\ C" -> "Innotron""#), run.story)
            let records = try await ledger.annals("graph", "innotron", "--format", "json").records()
            for record in records {
                let claim = record["claim"]?.stringValue ?? "?"
                #expect(run.output.contains(claim), "\(claim)")
            }
            let earlier = try await ledger.annals(
                "graph", "innotron", "--dot", "--as-of", "2024-05-01")
            #expect(!earlier.output.contains("Shanghai"), earlier.story)
            let both = try await ledger.annals("graph", "innotron", "--dot", "--format", "json")
            #expect(both.status == 64, both.story)
        }
    }

    @Test func `investments are added with their bound, the refined one counts, both are shown`()
        async throws
    {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals(
                "sum", "innotron", "--kind", "investment", "--format", "json")
            let records = try run.records()
            #expect(
                records.map { $0["about"] } == [
                    "plant-shanghai/investment", "claim/F4", "total CNY", "total USD",
                ])
            #expect(records[2]["amount"]?["value"] == "17141000000")
            #expect(records[2]["amount"]?["bound"] == "atLeast")
            #expect(
                records[0]["claims"]?.arrayValue?.map { $0["name"] } == [
                    "F3 ≥ CNY 17.1bn S", "X2 ≥ CNY 17.141bn S",
                ])
            let earlier = try await ledger.annals(
                "sum", "innotron", "--kind", "investment", "--as-of", "2024-05-01", "--format",
                "json")
            #expect(try earlier.records().isEmpty, earlier.story)
            let slip = try await ledger.annals("sum", "innotron", "--kind", "investmnt")
            #expect(slip.status == 64 && slip.errors.contains("Did you mean investment?"))
        }
    }

    @Test(
        arguments: [
            (["why", "F99"], "No claim is known as F99"),
            (["why", "F9", "dat"], "has no dat. It has: title"),
            (["blame", "innotron", "plant.capcity.zzz"], "Nothing is claimed"),
            (["chain", "innotron/F1444"], "No claim is known"),
            (["overdue", "nobody at all"], "No company is known"),
        ])
    func `what is not there is one sentence`(line: [String], sentence: String) async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.run(line)
            #expect(run.status == 64 && run.output.isEmpty, run.story)
            #expect(run.errors.contains(sentence), run.story)
        }
    }
}
