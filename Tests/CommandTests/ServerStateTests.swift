import CanonicalJSON
import Testing

/// What is said of a database that is well, behind, empty or away.
@Suite struct ServerStateTests {
    @Test func `doctor tells the head and how far each read model is`() async throws {
        try await withSampleLedger { ledger in
            let count = Int64(try await ledger.annals("log", "--format", "jsonl").lines.count)
            try await ledger.record(claim("A1"), "--no-project")
            let run = try await ledger.annals("doctor", "--format", "json")
            #expect(run.status == 0, run.story)
            let json = try run.json()
            #expect(json["head"] == .integer(count + 1))
            #expect(json["well"] == false)
            let projections = json["projections"]?.arrayValue ?? []
            #expect(
                projections.map { $0["name"] } == [
                    "companies", "conflicts", "coverage", "filings", "milestones", "relations",
                    "runs", "search_texts", "timeline",
                ])
            for projection in projections {
                #expect(projection["checkpoint"] == .integer(count))
                #expect(projection["behind"] == 1)
            }
            let checks = json["records"]?.arrayValue ?? []
            #expect(checks.contains { $0["check"] == "immutability" && $0["state"] == "well" })
            #expect(try await ledger.annals("project").status == 0)
            let after = try await ledger.annals("doctor", "--format", "json").json()
            #expect(after["projections"]?.arrayValue?.allSatisfy { $0["behind"] == 0 } == true)
        }
    }

    @Test func `a database without a schema is answered with what to run`() async throws {
        try await withScratchLedger { ledger in
            for question in [["timeline", "x"], ["log"], ["find", "x"], ["project"]] {
                let run = try await ledger.run(question)
                #expect(run.status == 1, run.story)
                #expect(run.output.isEmpty)
                #expect(run.errors.contains("annals migrate"), run.story)
                #expect(run.errors.split(separator: "\n").count == 1, run.story)
            }
            let doctor = try await ledger.annals("doctor", "--exit-code")
            #expect(doctor.status == 3, doctor.story)
            #expect(doctor.lines.contains { $0.hasPrefix("schema\tlook\t") }, doctor.story)
            #expect(doctor.output.contains("annals migrate"), doctor.story)
            let first = try await ledger.annals("migrate")
            #expect(first.status == 0 && first.output.contains("applied\t"), first.story)
            let second = try await ledger.annals("migrate")
            #expect(second.status == 0 && second.output == "up to date\n", second.story)
            let empty = try await ledger.annals("log", "--format", "json")
            #expect(try empty.records().isEmpty)
        }
    }

    @Test func `a migrated database without read models answers that nothing is known`()
        async throws
    {
        try await withEmptyLedger { ledger in
            let found = try await ledger.annals("find", "cxmt")
            #expect(found.status == 0, found.story)
            #expect(found.lines.count == 1)
            let company = try await ledger.annals("timeline", "cxmt")
            #expect(company.status == 64, company.story)
            #expect(company.errors.contains("No company is known as cxmt"), company.story)
            let doctor = try await ledger.annals("doctor")
            #expect(doctor.status == 0, doctor.story)
        }
    }

    @Test(
        arguments: [
            "postgresql://ann:secret@127.0.0.1:1/none?connect_timeout=2",
            "host=127.0.0.1 port=1 user=ann password=secret dbname=none",
            "postgresql://ann:secret@/none?host=/nowhere",
        ])
    func `a server that is away is 69 and one sentence without the password`(
        url: String
    ) async throws {
        for question in [["timeline", "x"], ["log"], ["doctor"], ["migrate"], ["project"]] {
            let run = try await annals(arguments: question + ["--database", url])
            #expect(run.status == 69, run.story)
            #expect(run.output.isEmpty)
            #expect(!run.errors.contains("secret"), run.story)
            #expect(run.errors.split(separator: "\n").count == 1, run.story)
        }
    }

    @Test(arguments: ["postgresql://ann:secret@host:port/none", "not a url", "postgresql://[::1"])
    func `a malformed URL is told without its password`(url: String) async throws {
        let run = try await annals("log", "--database", url)
        #expect(run.status != 0, run.story)
        #expect(!run.errors.isEmpty)
        #expect(!run.errors.contains("secret"), run.story)
    }
}
