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
