import CanonicalJSON
import Testing

/// Milestones, conflicts, relations and search on the sample history.
@Suite struct ClaimCommandTests {
    @Test func `the plant's start slipped past the term of the land`() async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals("milestones", "innotron", "--format", "json")
            let start = try #require(
                try run.records().first { $0["milestone"] == "plant-shanghai/start" })
            #expect(start["state"] == "re-planned")
            #expect(start["baseline"]?["edtf"] == "[2026-05..2026-08]")
            #expect(start["plan"]?["latest"] == "2026-12-31")
            #expect(start["term"]?["latest"] == "2026-07-02")
            #expect(start["slip"]?["smallest"] == 31 && start["slip"]?["largest"] == 244)
            #expect(start["slip"]?["claim"] == "X7" && start["slip"]?["against"] == "F12-S2")
            #expect(start["pastTerm"]?["smallest"] == 91 && start["pastTerm"]?["largest"] == 182)
            #expect(start["pastTerm"]?["against"] == "X5")
            #expect(start["actual"] == nil && start["actualsDiffer"] == false)
            let points = start["points"]?.arrayValue?.compactMap { $0["claim"]?.stringValue }
            #expect(points == ["F12", "F12-S2", "X7", "X7-S8", "X5", "X9"])
            #expect(try run.records().map { $0["state"] } == ["required", "planned", "re-planned"])
        }
    }

    @Test(
        arguments: [
            ("2024-06-29", "planned", nil), ("2025-10-24", "re-planned", "182"),
            ("2024-05-01", nil, nil),
        ] as [(String, String?, String?)])
    func `milestones are as they were public on a day`(
        day: String, state: String?, past: String?
    ) async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals(
                "milestones", "innotron", "--as-of", day, "--format", "csv", "--fields",
                "milestone,state,pastTerm")
            let row = Delimited.csv(run.output).first { $0[0] == "plant-shanghai/start" }
            #expect(row?[1] == state, run.story)
            if let past { #expect(row?[3] == past, run.story) }
        }
    }

    @Test func `the conflicts of the sample are those that its sources have`() async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals("conflicts", "innotron", "--format", "json")
            #expect(run.status == 0, run.story)
            var sides: [String: [String]] = [:]
            for record in try run.records() {
                let thing = [record["about"], record["field"]].compactMap { $0?.stringValue }
                sides[thing.joined(separator: " "), default: []].append(
                    [record["claim"], record["value"]].compactMap { $0?.stringValue }
                        .joined(separator: ": "))
            }
            #expect(
                sides["cxmt/parent relation"] == [
                    "X4: Changxin Technology Group parent-of CXMT", "F1: Innotron controls CXMT",
                    "F1-S2: Innotron parent-of CXMT",
                    "X4-S6: Innotron parent-of Changxin Technology Group",
                ])
            #expect(sides["ipo/acceptance date"] == ["X8: 2025-12-30", "X8-blog: 2026-01-08"])
            #expect(
                sides["plant-shanghai/start name"] == [
                    "F12: preliminary operation", "F12-S2: production", "X5: production",
                    "X7: start", "X7-S8: start",
                ])
            #expect(sides["round-2024 wording"] == ["F14: signed a deal", "F14: proposes"])
            #expect(
                Set(sides.keys) == [
                    "claim/F17 wording", "claim/F2 wording", "cxmt/parent relation",
                    "ipo/acceptance date", "plant-shanghai/capacity wording",
                    "plant-shanghai/start name", "plant-shanghai/start wording",
                    "round-2024 wording",
                ])
            let all = try await ledger.annals("conflicts", "--format", "json")
            #expect(all.outputBytes == run.outputBytes)
        }
    }

    @Test func `conflicts are an exit code, and none is said in words`() async throws {
        try await withSampleLedger { ledger in
            #expect(try await ledger.annals("conflicts", "--exit-code").status == 3)
            let none = try await ledger.annals("conflicts", "apple", "--exit-code")
            #expect(none.status == 0 && none.errors.contains("no conflict of Apple"), none.story)
            let early = try await ledger.annals(
                "conflicts", "--as-of", "2024-05-01", "--exit-code")
            #expect(early.status == 0, early.story)
            let before = try await ledger.annals(
                "conflicts", "innotron", "--at-position", "13", "--fields", "about")
            #expect(before.output.contains("cxmt/parent"), before.story)
            #expect(!before.output.contains("ipo/acceptance"), before.story)
        }
    }

    @Test func `relations and roles are shown from either end`() async throws {
        try await withSampleLedger { ledger in
            func links(_ question: String...) async throws -> Set<String> {
                let run = try await ledger.run(
                    ["graph"] + question + ["--fields", "subject,relation,object"])
                return Set(
                    Delimited.tsv(run.output).dropFirst().map { $0.joined(separator: " ") })
            }
            let all = try await links("innotron", "--as-of", "2024-07-15")
            let expected = [
                "Innotron controls CXMT", "GigaDevice investor Innotron",
                "GigaDevice discloser Innotron", "unnamed investors investor Innotron",
                "Innotron signatory ",
            ]
            for link in expected { #expect(all.contains(link), "\(link)") }
            let other = try await links("gigadevice")
            #expect(other.contains("GigaDevice invests-in Innotron"))
            #expect(other.contains("GigaDevice investor innotron"))
            #expect(!other.contains { $0.hasPrefix("unnamed investors") })
            let none = try await ledger.annals("graph", "apple")
            #expect(none.status == 0 && none.errors.contains("no relation"), none.story)
        }
    }

    @Test func `a misspelt name is found and said to be another spelling`() async throws {
        try await withSampleLedger { ledger in
            let run = try await ledger.annals("find", "gigadevise", "--exit-code")
            #expect(run.status == 0 && run.errors.contains("similar spellings"), run.story)
            let rows = Delimited.tsv(run.output)
            #expect(rows.dropFirst().first?.prefix(3) == ["company", "gigadevice", "GigaDevice"])
            let column = rows.first?.firstIndex(of: "by") ?? 0
            #expect(rows.dropFirst().allSatisfy { $0[column] == "similar" })
            let exact = try await ledger.annals("find", "长鑫", "--fields", "company,match,by")
            #expect(Delimited.tsv(exact.output).dropFirst() == [["cxmt", "长鑫存储", "part"]])
        }
    }
}
