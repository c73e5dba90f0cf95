import CanonicalJSON
import Filings
import Testing

/// What commands show of filings that change after they were listed.
@Suite struct FilingLifeTests {
    private static let accession = "0000001750-24-000001"
    private static let key = "edgar:1750/\(accession)/10-K"

    private static let reference = FilingReference(
        filing: key, accession: accession, form: "10-K", reader: "edgar-index",
        observedOn: CivilDay("2024-06-01"))

    private static func listed(
        _ accession: String, _ form: String, _ change: (inout FilingListed) -> Void = { _ in }
    ) -> NewEvent {
        var filing = FilingListed(
            filer: "1750", accession: accession, form: form,
            filedOn: CivilDay("2024-03-01") ?? CivilDay(daysSinceEpoch: 0))
        filing.filerName = "SAMPLE FILER CORP"
        change(&filing)
        return NewEvent(
            id: "edgar:1750/\(accession)/\(form)", source: "urn:test",
            event: .filingListed(filing))
    }

    /// A filing that was detailed, corrected and dropped, under one filer; under another as listed.
    private func withFilings(_ body: (SampleLedger) async throws -> Void) async throws {
        let events: [FilingEvent] = [
            .filingDetailed(.init(Self.reference, added: ["periodOfReport": "2023-12-30"])),
            .filingCorrected(
                .init(
                    Self.reference,
                    changes: [
                        .init(field: "periodOfReport", old: "2023-12-30", new: "2023-12-31")
                    ])),
            .filingDelisted(.init(Self.reference, listing: "edgar-index 2024-Q1")),
        ]
        let later = events.enumerated().map { index, event in
            NewEvent(id: "\(Self.key)#\(index + 2)", source: "urn:test", event: event)
        }
        try await withEmptyLedger { ledger in
            let filing = Self.listed(Self.accession, "10-K")
            try await ledger.append([filing] + later, to: "company-cik-0000001750")
            try await ledger.append([filing], to: "company-cik-0000001800")
            try await body(ledger)
        }
    }

    @Test func `a filing is shown with all its filers and all that was said later`() async throws {
        try await withFilings { ledger in
            for id in [Self.accession, Self.key] {
                let run = try await ledger.annals("show", id, "--format", "json")
                #expect(run.status == 0, run.story)
                #expect(
                    try run.records().map { $0["type"]?.stringValue } == [
                        "filing.listed", "filing.detailed", "filing.corrected", "filing.delisted",
                        "filing.listed",
                    ])
            }
            let before = try await ledger.annals(
                "show", Self.accession, "--at-position", "2", "--format", "json")
            #expect(try before.records().count == 2)
            let one = try await ledger.annals("show", "3", "--format", "json")
            #expect(try one.records().map { $0["type"] } == ["filing.corrected"])
        }
    }

    @Test func `filings show what is in force and that it is no longer listed`() async throws {
        try await withFilings { ledger in
            let records = try await ledger.annals("filings", "1750", "--format", "json").records()
            #expect(records.count == 1)
            #expect(records[0]["periodOfReport"] == "2023-12-31")
            #expect(records[0]["listed"] == false)
            #expect(records[0]["state"] == "no longer listed")
            #expect(records[0]["delistedOn"] == "2024-06-01")
            #expect(records[0]["corrected"]?.arrayValue?.count == 1)
            let before = try await ledger.annals(
                "filings", "1750", "--at-position", "1", "--format", "json"
            ).records()
            #expect(before.map { $0["listed"] } == [true])
            let drawing = try await ledger.annals("timeline", "sample filer corp 1")
            #expect(drawing.status == 64, drawing.story)
            let line = try await ledger.annals("timeline", "cik-0000001750")
            #expect(line.output.contains("no longer listed"), line.story)
            #expect(line.output.contains("SAMPLE FILER CORP"), line.story)
        }
    }

    @Test func `as of a day before they were read there is no detail, correction or delisting`()
        async throws
    {
        try await withFilings { ledger in
            let rows: [(limits: [String], state: String?, period: String?)] = [
                (["--as-of", "2024-02-29"], nil, nil), (["--as-of", "2024-03-01"], "filed", nil),
                (["--as-of", "2024-05-31"], "filed", nil),
                (["--as-of", "2024-06-01"], "no longer listed", "2023-12-31"),
                (["--as-of", "2024-06-01", "--at-position", "2"], "filed", "2023-12-30"),
                (["--as-of", "2024-05-31", "--at-position", "3"], "filed", nil),
                (["--as-of", "2024-06-01", "--at-position", "0"], nil, nil),
                ([], "no longer listed", "2023-12-31"),
            ]
            for row in rows {
                let question = ["filings", "1750"] + row.limits + ["--format", "json"]
                let filings = try await ledger.run(question).records()
                let states = row.state.map { [$0] } ?? []
                #expect(filings.compactMap { $0["state"]?.stringValue } == states)
                #expect(filings.first?["periodOfReport"]?.stringValue == row.period)
                let line = ["timeline", "1750"] + row.limits
                let lines = try await ledger.run(line + ["--format", "json"]).records()
                #expect(lines.compactMap { $0["state"]?.stringValue } == states)
                #expect(lines.allSatisfy { $0["match"] == "certain" })
                let drawing = try await ledger.run(line)
                #expect(
                    drawing.output.contains("no longer") == (row.state == "no longer listed"),
                    drawing.story)
            }
        }
    }

    @Test func `a filing accepted before its day is marked between, and left out by certain`()
        async throws
    {
        try await withEmptyLedger { ledger in
            var filing = Self.listed("1", "8-K")
            filing.publishedAt = Instant("2024-02-29T23:30:00Z")
            try await ledger.append([filing], to: "company-cik-0000001750")
            let rows: [(day: String, match: [String?])] = [
                ("2024-02-28", []), ("2024-02-29", ["possible"]), ("2024-03-01", ["certain"]),
            ]
            for (day, match) in rows {
                for command in ["filings", "timeline"] {
                    let records = try await ledger.annals(
                        command, "1750", "--as-of", day, "--format", "json"
                    ).records()
                    #expect(records.map { $0["match"]?.stringValue } == match, "\(command) \(day)")
                }
                let table = try await ledger.annals(
                    "filings", "1750", "--as-of", day, "--format", "table")
                #expect(table.output.contains("possible") == (match == ["possible"]))
                let certain = try await ledger.annals(
                    "timeline", "1750", "--as-of", day, "--certain", "--format", "json"
                ).records()
                #expect(certain.count == (match == ["certain"] ? 1 : 0))
            }
        }
    }

    @Test func `the log has a line for each thing said of a filing`() async throws {
        try await withFilings { ledger in
            let rows = Delimited.tsv(
                try await ledger.annals("log", "cik-0000001750", "--fields", "title").output)
            #expect(
                rows.dropFirst() == [
                    ["10-K filed 2024-03-01"], ["10-K \(Self.accession): periodOfReport added"],
                    ["10-K \(Self.accession): periodOfReport corrected"],
                    ["10-K \(Self.accession): no longer listed"],
                ])
        }
    }

    @Test func `a table tells what is amended only where something is`() async throws {
        let file: (inout FilingListed) -> Void = { $0.fileNumber = "333-1" }
        try await withEmptyLedger { ledger in
            try await ledger.append([Self.listed("1", "S-1", file)], to: "company-cik-0000001750")
            let none = try await ledger.annals("filings", "1750", "--format", "table")
            #expect(!none.output.contains("amends"), none.story)
            try await ledger.append(
                [Self.listed("2", "S-1/A", file)], to: "company-cik-0000001750")
            _ = try await ledger.annals("project")
            let some = try await ledger.annals("filings", "1750", "--format", "table")
            #expect(some.output.contains("amends"), some.story)
            let record = try await ledger.annals("filings", "1750", "--format", "json").records()
                .last
            #expect(record?["amends"] == "1")
            #expect(record?["amendsRule"] == "same-file-number@1")
            let columns = try await ledger.annals("filings", "1750").lines.first ?? ""
            #expect(columns.contains("amends\tamendsRule\tamendsCandidates"))
        }
    }
}
