import CanonicalJSON
import Foundation
import Testing

/// What the service answers is what `annals` answers.
@Suite struct ServiceAnswerTests {
    private static let same: [(path: String, command: [String])] = [
        ("/companies/innotron/timeline", ["timeline", "innotron"]),
        (
            "/companies/innotron/timeline?asOf=2024-05-01&kind=publication",
            ["timeline", "innotron", "--as-of", "2024-05-01", "--kind", "publication"]
        ),
        (
            "/companies/innotron/timeline?from=2024-06-20&to=2024-06-25&certain=true",
            ["timeline", "innotron", "--from", "2024-06-20", "--to", "2024-06-25", "--certain"]
        ),
        ("/companies/AAPL/filings?form=8-K", ["filings", "AAPL", "--form", "8-K"]),
        ("/companies/innotron/milestones", ["milestones", "innotron"]),
        (
            "/companies/innotron/overdue?now=2026-11-23T12:00:00Z",
            ["overdue", "innotron", "--now", "2026-11-23T12:00:00Z"]
        ),
        ("/companies/%E7%9D%BF%E5%8A%9B%E9%9B%86%E6%88%90/conflicts", ["conflicts", "睿力集成"]),
        (
            "/companies/gigadevice/relations?atPosition=8",
            ["graph", "gigadevice", "--at-position", "8"]
        ),
        (
            "/companies/innotron/amounts?kind=investment",
            ["sum", "innotron", "--kind", "investment"]
        ),
        (
            "/companies/innotron/values?path=plant.capacity",
            ["blame", "innotron", "plant.capacity"]
        ),
        (
            "/companies/innotron/diff?from=2024-05-01&to=2024-07-01",
            ["diff", "innotron", "--from", "2024-05-01", "--to", "2024-07-01"]
        ),
        ("/diff?from=90&recorded=true", ["diff", "--from", "90", "--recorded"]),
        ("/conflicts", ["conflicts"]),
        ("/companies/innotron/claims/F12", ["show", "innotron/F12"]),
        ("/companies/innotron/claims/F10/reasons?field=date", ["why", "innotron/F10", "date"]),
        ("/companies/innotron/claims/F14/chain", ["chain", "innotron/F14"]),
        ("/filings/0000320193-24-000123", ["show", "0000320193-24-000123"]),
        ("/events/12", ["show", "12"]),
        ("/search?text=HBM", ["find", "HBM"]),
        ("/companies/innotron/events?limit=3", ["log", "innotron", "--limit", "3"]),
        ("/runs", ["runs"]),
        ("/gaps", ["runs", "--gaps"]),
    ]

    @Test func `the same question has the same bytes from the command line`() async throws {
        try await withService { service in
            for (path, command) in Self.same {
                let run = try await service.ledger.run(command + ["--format", "json"])
                try #require(run.status == 0, run.story)
                let reply = try await service.ask(path)
                #expect(reply.status == 200 && reply.body == run.outputBytes, "\(path)")
            }
        }
    }

    @Test func `an answer comes in the form that is asked for, and not at all in another`()
        async throws
    {
        try await withService { service in
            let path = "/companies/innotron/timeline"
            for (accept, format) in [
                ("text/csv", "csv"), ("application/jsonl", "jsonl"), ("text/calendar", "ics"),
                ("text/markdown;q=0.9, application/pdf", "markdown"), ("image/svg+xml", "svg"),
            ] {
                let run = try await service.ledger.annals(
                    "timeline", "innotron", "--format", format)
                let reply = try await service.ask(path, headers: ["Accept": accept])
                #expect(reply.text == run.output, "\(accept)")
            }
            let page = try await service.ask(
                path, headers: ["Accept": "text/html,application/xml;q=0.9,*/*;q=0.8"])
            #expect(page["Content-Type"] == "text/html; charset=utf-8", page.story)
            let none = try await service.ask(path, headers: ["Accept": "application/pdf"])
            #expect(none.status == 406, none.story)
            #expect(none["Content-Type"] == "application/problem+json")
        }
    }

    @Test func `what was seen before is not sent again, until the log changes`() async throws {
        try await withService { service in
            let token = try await service.token("tess", "--role", "recorder")
            let path = "/companies/acme/timeline"
            try await service.post(Self.claim("A1"), token: token)
            let first = try await service.wait(for: path) { reply in reply.status == 200 }
            let tag = try #require(first["ETag"])
            let same = try await service.ask(path, headers: ["If-None-Match": tag])
            #expect(same.status == 304 && same.body.isEmpty, same.story)
            try await service.post(Self.claim("A2"), token: token)
            let next = try await service.wait(for: path) { $0["ETag"] != tag }
            #expect(try next.json()["records"]?.arrayValue?.count == 2, next.story)
            let past = try await service.ask(path + "?atPosition=101")
            #expect(past["Cache-Control"]?.contains("immutable") == true, past.story)
            #expect(first["Cache-Control"]?.contains("immutable") == false, first.story)
        }
    }

    @Test func `many who ask the same at once are answered by one question to the database`()
        async throws
    {
        try await withService { service in
            func made() async throws -> Int {
                let metrics = try await service.ask("/metrics").text
                let line = try #require(
                    metrics.split(separator: "\n").first { $0.contains("from=\"database\"") })
                return try #require(line.split(separator: " ").last.flatMap { Int($0) })
            }
            let before = try await made()
            let bodies = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<40 {
                    group.addTask {
                        try await service.ask("/companies/innotron/timeline?fields=title").text
                    }
                }
                return try await group.reduce(into: Set<String>()) { $0.insert($1) }
            }
            #expect(bodies.count == 1)
            // Twice where the service learns of a new day or checkpoint just then.
            #expect((1...2).contains(try await made() - before))
        }
    }

    @Test func `pages stay with the position that the first one rests on`() async throws {
        try await withService { service in
            let token = try await service.token("tess", "--role", "recorder")
            for path in ["/companies/innotron/timeline", "/events", "/companies"] {
                let position = try await service.ask("/events?limit=1").json()["basis"]?["position"]
                let whole = try await service.ask(
                    path + "?atPosition=\(position?.integerValue ?? 0)&limit=1000"
                ).json()
                var records: [JSONValue] = []
                var next: String? = path + "?limit=3"
                while let address = next {
                    let reply = try await service.ask(address)
                    #expect(reply.status == 200, reply.story)
                    records += try reply.json()["records"]?.arrayValue ?? []
                    next = Self.next(in: reply["Link"])
                    // What comes in meanwhile moves nothing.
                    if records.count == 3 {
                        try await service.post(Self.claim("N\(path.count)"), token: token)
                    }
                }
                let wanted = whole["records"]?.arrayValue ?? []
                #expect(records.prefix(wanted.count) == wanted[...], "\(path)")
                if path != "/events" { #expect(records.count == wanted.count, "\(path)") }
            }
            let odd = try await service.ask("/events?cursor=1.2.0123456789abcdef")
            #expect(odd.status == 404, odd.story)
        }
    }

    @Test func `a client goes back in time by RFC 7089`() async throws {
        try await withService { service in
            let path = "/companies/innotron/timeline"
            let map = try await service.ask("/companies/innotron/timemap")
            #expect(
                map.text.contains("rel=\"first last memento\"")
                    || map.text.contains("rel=\"last memento\""), map.story)
            let early = try await service.ask(
                path, headers: ["Accept-Datetime": "Mon, 01 Jan 2024 00:00:00 GMT"])
            #expect(early.status == 200, early.story)
            #expect(try early.json()["records"]?.arrayValue?.isEmpty == true, early.story)
            #expect(early["Memento-Datetime"] == "Mon, 01 Jan 2024 00:00:00 GMT", early.story)
            let place = try #require(early["Content-Location"])
            #expect(try await service.ask(place).body == early.body)
            let now = try await service.ask(path)
            #expect(now["Link"]?.contains("rel=\"timemap\"") == true, now.story)
            let odd = try await service.ask(path, headers: ["Accept-Datetime": "yesterday"])
            #expect(odd.status == 400, odd.story)
        }
    }

    @Test func `what is wrong is one sentence with the command line's code`() async throws {
        try await withService { service in
            let rows: [(path: String, status: Int, code: Int64, words: String)] = [
                ("/companies/inotron/timeline", 404, 64, "Did you mean innotron?"),
                (
                    "/companies/innotron/timeline?asOf=2024-02-30", 400, 64,
                    "asOf 2024-02-30 is no day"
                ),
                ("/companies/innotron/timeline?asOf=2999-01-01", 404, 64, "is in the future"),
                ("/companies/innotron/timeline?atPosition=5000", 404, 64, "beyond the log"),
                (
                    "/companies/innotron/timeline?from=2024-02-01&to=2024-01-01", 400, 64,
                    "exchange them"
                ),
                ("/companies/innotron/timeline?kinds=a", 400, 64, "Did you mean kind?"),
                ("/companies/innotron/timeline?fields=titel", 404, 64, "title"),
                ("/search", 400, 64, "Say text"),
                ("/nowhere", 404, 64, "/openapi.json"),
            ]
            for row in rows {
                let reply = try await service.ask(row.path)
                #expect(reply.status == row.status, reply.story)
                let problem = try reply.json()
                #expect(problem["code"]?.integerValue == row.code, reply.story)
                #expect(problem["detail"]?.stringValue?.contains(row.words) == true, reply.story)
            }
            let method = try await service.ask("/runs", method: "DELETE")
            #expect(method.status == 405 && method["Allow"] == "GET, HEAD", method.story)
        }
    }

    static func claim(_ id: String, of company: String = "acme") -> String {
        """
        {"id":"\(id)","company":"\(company)","kind":"plant","title":"Built \(id)",\
        "date":"2024-06-12","source":"Gazette"}
        """
    }

    private static func next(in link: String?) -> String? {
        guard
            let part = link?.components(separatedBy: ", <").last(where: {
                $0.contains("rel=\"next\"")
            })
        else { return nil }
        return part.split(separator: ">").first.map { String($0.drop { $0 == "<" }) }
    }
}
