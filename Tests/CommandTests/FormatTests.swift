import CanonicalJSON
import Testing

/// Every format holds the same records in the same order.
@Suite struct FormatTests {
    private static let questions: [[String]] = [
        ["timeline", "innotron"], ["timeline", "apple"], ["log"], ["log", "cxmt"],
        ["log", "--type", "claim.asserted", "--after", "5", "--limit", "7"],
        ["filings", "aapl"], ["filings", "aapl", "--form", "8-K", "--item", "2.02"],
        ["find", "gigadevice"], ["find", "nothing of the kind"], ["show", "F10"], ["doctor"],
        ["find", "inotron"], ["milestones", "innotron"], ["milestones", "apple"], ["conflicts"],
        ["conflicts", "cxmt"], ["graph", "innotron"], ["runs"], ["runs", "--gaps"],
        ["runs", "--max-age", "1d"],
        ["timeline", "innotron", "--recorded-by", "2020-01-01T00:00:00Z"],
    ]

    @Test func `every command tells the same in every format`() async throws {
        try await withSampleLedger { ledger in
            for question in Self.questions {
                try await compare(question, on: ledger)
            }
        }
    }

    /// A run's age is a part of what doctor and runs say.
    private static let clock = ["ANNALS_NOW": "2999-01-01T00:00:00Z"]

    private func compare(_ question: [String], on ledger: SampleLedger) async throws {
        let name = question.joined(separator: " ")
        let json = try await ledger.run(
            question + ["--format", "json"], environment: Self.clock)
        // A history of nothing at all knows no company.
        if question.contains("2020-01-01T00:00:00Z"), json.status == 64 { return }
        #expect(json.status == 0, json.story)
        let records = try json.records()
        #expect(try json.json()["basis"]?["position"] != nil, "\(name)")
        let jsonl = try await ledger.run(
            question + ["--format", "jsonl"], environment: Self.clock)
        let lines = try jsonl.lines.map { try JSONValue(parsing: String($0)) }
        #expect(lines.map { without($0) } == records.map { without($0) }, "\(name)")
        let csv = Delimited.csv(
            try await ledger.run(question + ["--format", "csv"], environment: Self.clock).output)
        let tsv = Delimited.tsv(
            try await ledger.run(question + ["--format", "tsv"], environment: Self.clock).output)
        let markdown = Delimited.markdown(
            try await ledger.run(question + ["--format", "markdown"], environment: Self.clock)
                .output)
        let piped = try await ledger.run(question, environment: Self.clock)
        if question[0] != "timeline", question[0] != "show" {
            #expect(Delimited.tsv(piped.output) == tsv, "\(name) piped")
        }
        #expect(csv.first == tsv.first, "\(name)")
        for rows in [csv, tsv, markdown] {
            #expect(rows.count - 1 == records.count, "\(name)")
            #expect(rows.allSatisfy { $0.count == rows[0].count }, "\(name)")
        }
        for key in ["position", "id", "check"] {
            let expected = records.map { text($0[key]) }
            for rows in [csv, tsv, markdown] {
                guard let column = rows.first?.firstIndex(of: key) else { continue }
                #expect(rows.dropFirst().map { $0[column] } == expected, "\(key) of \(name)")
            }
        }
    }

    /// A record without what only single lines need.
    private func without(_ record: JSONValue) -> JSONObject {
        var object = record.objectValue ?? [:]
        object["basis"] = nil
        return object
    }

    private func text(_ value: JSONValue?) -> String {
        value?.stringValue ?? value?.integerValue.map { "\($0)" } ?? ""
    }

    @Test func `chosen fields come in the order asked for, in every format`() async throws {
        try await withSampleLedger { ledger in
            let question = ["timeline", "innotron", "--fields", "title,position,date.edtf"]
            let tsv = Delimited.tsv(try await ledger.run(question).output)
            #expect(tsv.first == ["title", "position", "date.edtf"])
            let json = try await ledger.run(question + ["--format", "json"])
            let names = try json.records().map { $0.objectValue?.members.map(\.name) ?? [] }
            #expect(names.count == tsv.count - 1)
            #expect(names.allSatisfy { Set($0).isSubset(of: ["title", "position", "date.edtf"]) })
        }
    }

    @Test func `an unknown field is refused with the ones that there are`() async throws {
        let questions = [
            ["timeline", "innotron"], ["log"], ["filings", "aapl"], ["find", "innotron"],
            ["show", "F10"], ["doctor"],
        ]
        try await withSampleLedger { ledger in
            for question in questions {
                let run = try await ledger.run(question + ["--fields", "positoin"])
                #expect(run.status == 64, run.story)
                #expect(run.output.isEmpty)
                #expect(run.errors.contains("positoin"))
                let known = question[0] == "doctor" ? "detail" : "position"
                #expect(run.errors.contains(known), run.story)
            }
        }
    }
}
