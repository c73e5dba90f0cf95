import Fetching
import Filings
import TestSupport
import Testing

@testable import Ingestion

@Suite struct SourceFetcherTests {
    let source = SampleRegister()

    @Test func `content becomes a document with its day, time and address`() async throws {
        try await withFetcherScene { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/x/a@2020-01-01.txt?b=c")
            let fetched = try await scene.fetcher().get(request, of: source)
            #expect(fetched.answer == .content)
            #expect(fetched.tries == 1)
            #expect(fetched.raw?.status == 200)
            #expect(fetched.fetchedAt?.text == "2026-11-23T12:00:00.000000Z")
            let document = try #require(fetched.document)
            #expect(document.name == "a@2020-01-01.txt")
            #expect(document.observedOn?.text == "2026-11-23")
            #expect(document.url == request.url)
            #expect(document.fetchedAt == fetched.fetchedAt)
            #expect(document.bytes == Array("/x/a@2020-01-01.txt\n".utf8))
            #expect(
                fetched.sha256 == "c384a8bf2849450504d7aefe38d5ba928fc724387bc21ba113bd4a76e30e5016"
            )
            #expect(server.requests[0].headers["user-agent"] == "annals-test test@example.org")
        }
    }

    @Test(
        arguments: [
            (.edgarMissing, .notThereYet), (.edgarNoSuchKey, .neverWillBe),
            (.text("", status: 401), .refused(reason: "status 401")),
        ] as [(HTTPServerResponse, SourceAnswer)])
    func `what will not change is asked for once`(
        response: HTTPServerResponse, answer: SourceAnswer
    )
        async throws
    {
        try await withFetcherScene({ _ in response }) { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            let fetched = try await scene.fetcher().get(request, of: source)
            #expect(fetched.answer == answer)
            #expect(fetched.document == nil)
            #expect(fetched.raw?.status == response.status)
            #expect(scene.pauses == [])
            #expect(server.requests.count == 1)
        }
    }

    @Test(
        arguments: [
            .edgarThrottled, .edgarUndeclared, .unavailable, .text("", status: 500),
            .text("<!DOCTYPE html><html>", type: "text/html"),
            .tooManyRequests(retryAfter: nil), .tooManyRequests(retryAfter: "soon"),
            HTTPServerResponse(body: [1, 2, 3]).failing(.breakOff(after: 2)),
            HTTPServerResponse().failing(.closeUnanswered),
            .gzip([0x1F, 0x8B, 8, 0]),
        ])
    func `a register that is not well is asked again, later and later`(
        response: HTTPServerResponse
    ) async throws {
        try await withFetcherScene({ $0.number < 2 ? response : .text("x") }) { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            let fetched = try await scene.fetcher().get(request, of: source)
            #expect(fetched.answer == .content)
            #expect(fetched.tries == 3)
            // Half of 2 s and of 4 s.
            #expect(scene.pauses == [.seconds(1), .seconds(2)])
            #expect(fetched.fetchedAt?.text == "2026-11-23T12:00:03.000000Z")
        }
    }

    @Test(
        arguments: [
            ("7", Duration.seconds(7)), ("0", .zero), ("86400", .seconds(600)),
            ("Mon, 23 Nov 2026 12:01:30 GMT", .seconds(90)),
        ])
    func `what the register asks for is waited for`(asked: String, pause: Duration) async throws {
        try await withFetcherScene { request in
            request.number == 0 ? .tooManyRequests(retryAfter: asked) : .text("x")
        } body: { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            let fetched = try await scene.fetcher().get(request, of: source)
            #expect(fetched.answer == .content)
            #expect(scene.pauses == [pause])
        }
    }

    @Test(arguments: [1, 4])
    func `after the last try the last answer stands`(tries: Int) async throws {
        try await withFetcherScene({ _ in .edgarThrottled }) { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            let fetched = try await scene.fetcher(tries: tries).get(request, of: source)
            #expect(fetched.answer == .throttled)
            #expect(fetched.tries == tries)
            #expect(fetched.raw?.status == 403)
            #expect(scene.pauses.count == tries - 1)
            #expect(server.requests.count == tries)
        }
    }

    @Test func `a register out of reach is broken, with the reason`() async throws {
        let full = try HTTPServer { _ in HTTPServerResponse().failing(.closeUnanswered) }
        defer { full.stop() }
        try await withFetcherScene { scene, _ in
            let request = SourceRequest(part: "a", url: full.url + "/a.txt")
            let fetched = try await scene.fetcher(tries: 2).get(request, of: source)
            guard case .broken(let reason) = fetched.answer else {
                Issue.record("\(fetched.answer)")
                return
            }
            #expect(reason.contains("127.0.0.1"))
            #expect(fetched.raw == nil)
            #expect(fetched.sha256 == nil)
            #expect(fetched.tries == 2)
        }
    }

    @Test(arguments: ["ftp://sample.example/a", "REDIRECT", "LARGE"])
    func `what would fail again is not asked again`(url: String) async throws {
        try await withFetcherScene { request in
            request.path == "/REDIRECT"
                ? .redirect(to: "http://sample.example/") : .text("too many bytes")
        } body: { scene, server in
            var request = SourceRequest(
                part: "a", url: url.contains(":") ? url : "\(server.url)/\(url)")
            request.mostBytes = 5
            let fetched = try await scene.fetcher().get(request, of: source)
            guard case .refused(let reason) = fetched.answer else {
                Issue.record("\(fetched.answer)")
                return
            }
            #expect(!reason.isEmpty)
            #expect(fetched.tries == 1)
            #expect(scene.pauses == [])
        }
    }

    @Test func `every request waits for its slot, repeated ones too`() async throws {
        try await withFetcherScene({ $0.number < 2 ? .unavailable : .text("x") }) {
            scene, server in
            let folder = RateFolder(path: scene.folder + "/limits")
            let limiter = RateLimiter(folder: folder, clock: { 0 }, sleep: { _ in })
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            _ = try await scene.fetcher(limiter: limiter).get(request, of: source)
            // Three slots of 1 ms are gone, in the family's own file.
            let next = try await limiter.reserve(source.hostFamily, perSecond: 1000)
            #expect(next == 3_000_000)
        }
    }

    @Test func `a limit that cannot be kept ends the run before it asks`() async throws {
        try await withFetcherScene { scene, server in
            let limiter = RateLimiter(folder: RateFolder(path: "/nowhere/limits"))
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            let error = FetcherError.limit(
                .unusable(path: "/nowhere/limits", reason: "No such file or directory"))
            await #expect(throws: error) {
                try await scene.fetcher(limiter: limiter).get(request, of: source)
            }
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `cancelling ends the pauses`() async throws {
        try await withFetcherScene({ _ in .edgarThrottled }) { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            let fetcher = scene.fetcher(tries: 1_000_000)
            let task = Task { try await fetcher.get(request, of: SampleRegister()) }
            while server.requests.isEmpty { await Task.yield() }
            task.cancel()
            await #expect(throws: FetcherError.cancelled) { try await task.value }
        }
    }
}
