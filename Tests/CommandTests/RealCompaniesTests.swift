import CanonicalJSON
import Foundation
import Testing

private let registerData = ProcessInfo.processInfo.environment["ANNALS_CORPUS"]

/// The same questions on three real companies, from what their register publishes; only where
/// `ANNALS_CORPUS` names the folder of register data.
@Suite(.enabled(if: registerData != nil))
struct RealCompaniesTests {

    private struct Company: Sendable {
        let file: String
        let cik: String
        let ticker: String
        let name: String
        /// Two days between which it filed.
        let days: (String, String)
    }

    private static let companies = [
        Company(
            file: "CIK0000789019@20260305T112034Z.json", cik: "789019", ticker: "MSFT",
            name: "microsoft corp", days: ("2025-01-01", "2025-03-31")),
        Company(
            file: "CIK0001045810@20260305T112023Z.json", cik: "1045810", ticker: "NVDA",
            name: "nvidia corp", days: ("2025-05-01", "2025-05-31")),
        Company(
            file: "CIK0001318605@20260305T112032Z.json", cik: "1318605", ticker: "TSLA",
            name: "tesla, inc.", days: ("2025-07-01", "2025-08-31")),
    ]

    private struct Filed: Hashable {
        let accession: String
        let form: String
        let filedOn: String
    }

    /// The register's own rows, read without any of our code.
    private static func rows(of company: Company) throws -> Set<Filed> {
        let path = "\(registerData ?? "")/edgar/submissions/\(company.file)"
        let object = try JSONSerialization.jsonObject(
            with: Data(contentsOf: URL(fileURLWithPath: path)))
        let recent = ((object as? [String: Any])?["filings"] as? [String: Any])?["recent"]
        let columns = recent as? [String: [Any]] ?? [:]
        let numbers = columns["accessionNumber"] as? [String] ?? []
        let forms = columns["form"] as? [String] ?? []
        let days = columns["filingDate"] as? [String] ?? []
        return Set(
            numbers.indices.map {
                Filed(accession: numbers[$0], form: forms[$0], filedOn: days[$0])
            })
    }

    private static func filed(_ run: Run) throws -> Set<Filed> {
        Set(
            try run.records().map { record in
                let words = ["accession", "form", "filedOn"].map { record[$0]?.stringValue ?? "-" }
                return Filed(accession: words[0], form: words[1], filedOn: words[2])
            })
    }

    @Test func `filings, days, changes and names are those of the register's rows`() async throws {
        try await withEmptyLedger { ledger in
            for company in Self.companies {
                let path = "\(registerData ?? "")/edgar/submissions/\(company.file)"
                let run = try await ledger.annals(
                    "ingest", "edgar-submissions", "--file", path, "--no-project")
                try #require(run.status == 0, run.story)
            }
            _ = try await ledger.annals("project")
            for company in Self.companies {
                let rows = try Self.rows(of: company)
                #expect(rows.count > 900)
                let all = try await ledger.annals("filings", company.ticker, "--format", "json")
                #expect(try Self.filed(all) == rows, "\(company.name)")
                for name in [company.cik, company.name, company.ticker.lowercased()] {
                    let named = try await ledger.annals("filings", name, "--format", "json")
                    #expect(named.output == all.output, "\(name)")
                    let found = try await ledger.annals("find", name, "--format", "json")
                    let keys = try found.records().map { $0["company"]?.stringValue ?? "" }
                    #expect(
                        keys.contains { $0.hasSuffix(company.cik) }, "\(name) \(found.story)")
                }
                // Accepted in the evening, a filing has the next open day: it only may have been
                // public on the day before.
                for day in [company.days.0, company.days.1] {
                    let asked = try await ledger.annals(
                        "filings", company.ticker, "--as-of", day, "--format", "json")
                    let certain = try asked.records().filter { $0["match"] != "possible" }
                    let expected = rows.filter { $0.filedOn <= day }
                    #expect(certain.count <= expected.count, "\(company.name) \(day)")
                    #expect(
                        try Self.filed(asked).isSuperset(of: expected), "\(company.name) \(day)")
                }
                let diff = try await ledger.annals(
                    "diff", company.ticker, "--from", company.days.0, "--to", company.days.1,
                    "--format", "json")
                let added = try diff.records().filter {
                    $0["what"] == "filing" && $0["change"] == "added"
                }
                let between = rows.filter {
                    $0.filedOn > company.days.0 && $0.filedOn <= company.days.1
                }
                #expect(!between.isEmpty)
                let ids = Set(added.compactMap { $0["id"]?.stringValue })
                // One on the later edge may be of the day after.
                let certain = Set(
                    added.filter { $0["match"] == "certain" }.compactMap { $0["id"]?.stringValue })
                #expect(ids.isSuperset(of: between.map(\.accession)), "\(company.name)")
                #expect(certain.isSubset(of: between.map(\.accession)), "\(company.name)")
            }
        }
    }

    @Test func `both limits give the same bytes in two time zones, two languages and two runs`()
        async throws
    {
        try await withEmptyLedger { ledger in
            let company = Self.companies[1]
            let path = "\(registerData ?? "")/edgar/submissions/\(company.file)"
            _ = try await ledger.annals("ingest", "edgar-submissions", "--file", path)
            for question in [
                ["timeline"], ["filings"], ["milestones"], ["conflicts"], ["graph"],
                ["diff", "--from", "2025-05-01", "--to", "2025-05-31"],
            ] {
                let day = question[0] == "diff" ? [] : ["--as-of", "2025-05-20"]
                let words =
                    [question[0], company.ticker] + question.dropFirst() + day
                    + ["--at-position", "900"]
                for format in ["json", "table", "markdown"] {
                    let east = try await ledger.run(
                        words + ["--format", format],
                        environment: ["TZ": "Asia/Shanghai", "LC_ALL": "zh_CN.UTF-8"])
                    let west = try await ledger.run(
                        words + ["--format", format],
                        environment: ["TZ": "America/Los_Angeles", "LC_ALL": "C"])
                    #expect(east.status == 0, east.story)
                    #expect(east.outputBytes == west.outputBytes, "\(words) \(format)")
                }
            }
        }
    }
}
