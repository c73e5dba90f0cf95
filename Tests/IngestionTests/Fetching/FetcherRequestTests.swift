import EventStorage
import Filings
import TestSupport
import Testing

@testable import Ingestion

/// What goes out: forms, conditions, keys, and who asks.
@Suite struct FetcherRequestTests {
    let source = SampleRegister()
    let now = Instant(microsecondsSinceEpoch: 0)

    @Test func `an unchanged document is not sent again`() async throws {
        try await withFetcherScene { request in
            .document(
                "a\n", entityTag: "\"1\"", lastModified: "Sat, 27 Jun 2026 07:11:00 GMT",
                to: request)
        } body: { scene, server in
            var request = SourceRequest(part: "a", url: server.url + "/a.txt")
            request.isConditional = true
            let first = try await scene.fetcher().get(request, of: source)
            #expect(first.answer == .content)
            var checkpoint = SourceCheckpoint(source: source.name, part: "a", readAt: now)
            checkpoint.entityTag = first.raw?.headers["etag"]
            checkpoint.lastModified = first.raw?.headers["last-modified"]
            let second = try await scene.fetcher().get(request, of: source, after: checkpoint)
            #expect(second.answer == .unchanged)
            #expect(second.document == nil)
            #expect(
                server.requests[1].headers["if-modified-since"] == "Sat, 27 Jun 2026 07:11:00 GMT")
            request.isConditional = false
            let third = try await scene.fetcher().get(request, of: source, after: checkpoint)
            #expect(third.answer == .content)
            #expect(server.requests[2].headers["if-none-match"] == nil)
        }
    }

    @Test func `a form is posted`() async throws {
        try await withFetcherScene { scene, server in
            var request = SourceRequest(part: "a", url: server.url + "/query")
            request.form = [.init("pageNum", "1"), .init("stock", "603986,9900024448")]
            _ = try await scene.fetcher().get(request, of: source)
            #expect(server.requests[0].form == ["pageNum": "1", "stock": "603986,9900024448"])
        }
    }

    @Test(arguments: SourceSecret.allCases)
    func `a key goes into the head of its request and nowhere else`(secret: SourceSecret)
        async throws
    {
        try await withFetcherScene({ _ in .text("", status: 401) }) { scene, server in
            var request = SourceRequest(part: "a", url: server.url + "/a.txt")
            request.secret = secret
            let fetcher = scene.fetcher(
                keeping: true, keys: [secret.rawValue: "key-1", "ANNALS_OTHER": "key-2"])
            let fetched = try await fetcher.get(request, of: source)
            #expect(server.requests[0].headers["authorization"] == "Basic a2V5LTE6")
            var texts = ""
            dump(fetched, to: &texts)
            texts += try shell("cat '\(scene.folder)'/kept/*.jsonl '\(scene.folder)'/kept/*/*")
            #expect(texts.contains(server.url))
            #expect(!texts.contains("key-1") && !texts.contains("a2V5LTE6"))
        }
    }

    @Test(arguments: [[:], [SourceSecret.companiesHouse.rawValue: ""]])
    func `without its key nothing is asked`(keys: [String: String]) async throws {
        try await withFetcherScene { scene, server in
            var request = SourceRequest(part: "a", url: server.url + "/a.txt")
            request.secret = .companiesHouse
            let secret = request
            let error = FetcherError.secretMissing(.companiesHouse)
            await #expect(throws: error) {
                try await scene.fetcher(keys: keys).get(secret, of: source)
            }
            #expect(error.description.contains("ANNALS_COMPANIES_HOUSE_KEY"))
            #expect(server.requests.isEmpty)
        }
    }

    @Test(
        arguments: [
            "Example Research admin@example.com", "annals/1.0 (+https://example.com/bot)",
            "a <b@c.example.org>", "mailto:a@b.org", "http://example.com", "x [a@b.cn]",
        ])
    func `a user agent says how to reach who asks`(text: String) throws {
        #expect(try UserAgent(text, environment: { _ in nil }).text == text)
        #expect(
            try UserAgent(nil, environment: { $0 == UserAgent.variable ? text : nil }).text == text)
    }

    @Test(
        arguments: [
            "annals", "Mozilla/5.0 (X11; Linux x86_64)", "a@b", "@b.org", "a@", "https://",
            "https://x",
            "a@b.", "a@.org", "example.com", "a@b.org\n", "a@b.org\r\nX: y", "a@b@c.org",
        ])
    func `a user agent without a contact is refused`(text: String) {
        let error = FetcherError.userAgentUnusable(text)
        #expect(throws: error) { try UserAgent(text, environment: { _ in "a@b.org" }) }
        #expect(error.description.contains("--user-agent"))
    }

    @Test(arguments: [nil, ""])
    func `without a user agent nothing starts, and the error says how to set it`(value: String?) {
        let error = FetcherError.userAgentMissing
        #expect(throws: error) { try UserAgent(nil, environment: { _ in value }) }
        #expect(error.description.contains("--user-agent"))
        #expect(error.description.contains("ANNALS_USER_AGENT"))
    }
}
