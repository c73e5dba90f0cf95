import Fetching
import Filings
import Synchronization
import TestSupport
import Testing

@testable import Ingestion

@Suite struct FollowingTests {
    let source = SampleRegister()
    private let keys = [SourceSecret.companiesHouseStream.rawValue: "key"]

    private func live(_ url: String) -> SourceRequest {
        var request = SourceRequest(part: "stream", url: url + "/filings?timepoint=5")
        request.isLive = true
        request.secret = .companiesHouseStream
        return request
    }

    private static func lines(_ text: String) -> HTTPServerResponse {
        .stream { write in _ = write(Array(text.utf8)) }
    }

    @Test func `lines come in order until the register ends them, to be resumed`() async throws {
        try await withFetcherScene({ _ in Self.lines("a\n\nb\n") }) { scene, server in
            let pieces = Mutex<[LivePiece]>([])
            let answer = try await scene.fetcher(keys: keys)
                .follow(live(server.url), of: source) { piece in
                    if piece != .silence { pieces.withLock { $0.append(piece) } }
                    return true
                }
            #expect(answer == .notThereYet)
            #expect(server.requests.map(\.target) == ["/filings?timepoint=5"])
            #expect(server.requests[0].headers["authorization"] == "Basic a2V5Og==")
            #expect(pieces.withLock { $0 } == [.line([97]), .heartBeat, .line([98])])
        }
    }

    @Test func `who stops it gets no more`() async throws {
        try await withFetcherScene({ _ in Self.lines("a\nb\n") }) { scene, server in
            let answer = try await scene.fetcher(keys: keys)
                .follow(live(server.url), of: source) { _ in false }
            #expect(answer == .content)
        }
    }

    @Test(
        arguments: [
            (.text("", status: 416), .refused(reason: "status 416")),
            (.text("", status: 404), .neverWillBe),
        ] as [(HTTPServerResponse, SourceAnswer)])
    func `a stream that is refused says why`(response: HTTPServerResponse, answer: SourceAnswer)
        async throws
    {
        try await withFetcherScene({ _ in response }) { scene, server in
            let found = try await scene.fetcher(keys: keys)
                .follow(live(server.url), of: source) { _ in true }
            #expect(found == answer)
            #expect(scene.pauses == [])
        }
    }

    @Test func `a stream that does not begin is begun again, later and later`() async throws {
        try await withFetcherScene { request in
            switch request.number {
            case 0: .tooManyRequests(retryAfter: "5")
            case 1: HTTPServerResponse().failing(.closeUnanswered)
            case 2: Self.lines("")
            default: Self.lines("a\n")
            }
        } body: { scene, server in
            let answer = try await scene.fetcher(keys: keys)
                .follow(live(server.url), of: source) { _ in true }
            #expect(answer == .notThereYet)
            #expect(scene.pauses == [.seconds(5), .seconds(2), .seconds(4)])
            #expect(server.requests.count == 4)
        }
    }

    @Test func `a stream that never begins is given up`() async throws {
        try await withFetcherScene({ _ in .tooManyRequests(retryAfter: nil) }) { scene, server in
            let answer = try await scene.fetcher(tries: 3, keys: keys)
                .follow(live(server.url), of: source) { _ in true }
            #expect(answer == .throttled)
            #expect(server.requests.count == 3)
        }
    }

    @Test func `a stream that breaks off is to be resumed by who knows where`() async throws {
        let cut = HTTPServerResponse(body: Array("a\nb\n".utf8)).failing(.breakOff(after: 3))
        try await withFetcherScene({ _ in cut }) { scene, server in
            let answer = try await scene.fetcher(keys: keys)
                .follow(live(server.url), of: source) { _ in true }
            #expect(answer == .notThereYet)
            #expect(server.requests.count == 1)
        }
    }

    @Test func `batches get all lines, in order, and are closed`() async throws {
        let text = (0..<2000).map { "\($0)\n" }.joined()
        try await withFetcherScene({ _ in Self.lines("\n" + text) }) { scene, server in
            let request = live(server.url)
            let batches = LiveBatches(request: request)
            let fetcher = scene.fetcher(keys: keys)
            async let answer = fetcher.follow(request, of: source, into: batches)
            var lines: [UInt8] = []
            while let document = await batches.next() {
                lines += document.bytes + [UInt8(ascii: "\n")]
            }
            #expect(lines == Array(text.utf8))
            let end = await answer
            #expect(end == .notThereYet)
        }
    }

    @Test func `a stream without its key, or from what was kept, is refused`() async throws {
        try await withFetcherScene { scene, server in
            let request = SourceRequest(part: "a", url: server.url + "/a.txt")
            _ = try await scene.fetcher(keeping: true).get(request, of: source)
            let asked = live(server.url)
            for fetcher in [scene.fetcher(), try scene.replay()] {
                let batches = LiveBatches(request: asked)
                let answer = await fetcher.follow(asked, of: source, into: batches)
                guard case .refused = answer else {
                    Issue.record("\(answer)")
                    return
                }
                let rest = await batches.next()
                #expect(rest == nil)
            }
            #expect(server.requests.count == 1)
        }
    }
}
