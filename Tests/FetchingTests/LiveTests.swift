import Dispatch
import Fetching
import Synchronization
import TestSupport
import Testing

@Suite struct LiveTests {
    let client = HTTPClient(userAgent: "annals-test (test@example.org)", timeouts: .short)

    /// What came, in order.
    private final class Pieces: Sendable {
        private let kept = Mutex<[LivePiece]>([])
        var all: [LivePiece] { kept.withLock { $0 } }
        /// - Returns: How many came so far; silences do not count.
        func add(_ piece: LivePiece) -> Int {
            kept.withLock { kept in
                if piece != .silence { kept.append(piece) }
                return kept.count
            }
        }
    }

    private static func line(_ text: String) -> LivePiece { .line(Array(text.utf8)) }

    @Test func `lines come as they are written, and blank ones are heart-beats`() async throws {
        let next = DispatchSemaphore(value: 0)
        let response = HTTPServerResponse.stream { write in
            // Each piece is written only when the lines of the one before have been taken.
            for piece in ["{1}\n", "\n{2", "2}\r\n\n", "{3}\n{4}\n"] {
                _ = write(Array(piece.utf8))
                if piece.contains("\n") { next.wait() }
            }
        }
        try await withHTTPServer { _ in
            response
        } body: { server in
            let pieces = Pieces()
            let end = try await client.follow(HTTPRequest(server.url)) { piece in
                let count = pieces.add(piece)
                if piece != .silence, [1, 2, 4, 6].contains(count) { next.signal() }
                return true
            }
            #expect(end == .ended)
            #expect(
                pieces.all == [
                    Self.line("{1}"), .heartBeat, Self.line("{22}"), .heartBeat, Self.line("{3}"),
                    Self.line("{4}"),
                ])
        }
    }

    @Test func `the consumer ends it, and the server is told`() async throws {
        let isGone = DispatchSemaphore(value: 0)
        let response = HTTPServerResponse.stream { write in
            while write(Array("a\nb\nc\n".utf8)) {}
            isGone.signal()
        }
        try await withHTTPServer { _ in
            response
        } body: { server in
            let pieces = Pieces()
            let end = try await client.follow(HTTPRequest(server.url)) { pieces.add($0) < 5 }
            #expect(end == .stopped)
            #expect(pieces.all == ["a", "b", "c", "a", "b"].map { Self.line($0) })
            let told = await Task.detached {
                await withCheckedContinuation { continuation in
                    DispatchQueue(label: "wait").async {
                        continuation.resume(
                            returning: isGone.wait(timeout: .now() + .seconds(60)))
                    }
                }
            }.value
            #expect(told == .success)
        }
    }

    @Test(arguments: [401, 416, 429, 503])
    func `what is not to be followed is an answer`(status: Int) async throws {
        try await withHTTPServer { _ in
            .text("no", status: status)
        } body: { server in
            let end = try await client.follow(HTTPRequest(server.url)) { _ in
                Issue.record("a line")
                return true
            }
            guard case .answered(let response) = end else {
                Issue.record("\(end)")
                return
            }
            #expect(response.status == status)
            #expect(response.body == Array("no".utf8))
        }
    }

    @Test func `silence is an error, and what came until then stands`() async throws {
        var response = HTTPServerResponse(body: Array("a\nb\nc".utf8))
        response.fault = .stall(after: 4)
        let stalled = response
        try await withHTTPServer { _ in
            stalled
        } body: { server in
            // Long enough for the lines to come on a busy machine.
            let impatient = HTTPClient(userAgent: "a", timeouts: .idle(.seconds(2)))
            let pieces = Pieces()
            await #expect(throws: FetchError.timedOut(host: "127.0.0.1", .idle)) {
                try await impatient.follow(HTTPRequest(server.url)) { pieces.add($0) > 0 }
            }
            #expect(pieces.all == [Self.line("a"), Self.line("b")])
        }
    }

    @Test(arguments: [HTTPServerResponse.Framing.length, .chunked(2), .untilClose])
    func `an end inside a line is an error`(framing: HTTPServerResponse.Framing) async throws {
        let response = HTTPServerResponse(body: Array("a\nb".utf8)).framed(framing)
        try await withHTTPServer { _ in
            response
        } body: { server in
            let pieces = Pieces()
            let error = await #expect(throws: FetchError.self) {
                try await client.follow(HTTPRequest(server.url)) { pieces.add($0) > 0 }
            }
            #expect(error?.isTransient == true)
            #expect(pieces.all == [Self.line("a")])
        }
    }

    /// Many times, because the lines and the end come together or apart.
    @Test(arguments: 0..<30)
    func `lines before a break are taken`(number: Int) async throws {
        let cut = HTTPServerResponse(body: Array("a\nb\nc\n".utf8)).failing(.breakOff(after: 5))
        try await withHTTPServer { _ in
            cut
        } body: { server in
            let pieces = Pieces()
            let error = await #expect(throws: FetchError.self) {
                try await client.follow(HTTPRequest(server.url)) { pieces.add($0) > 0 }
            }
            #expect(error?.isTransient == true)
            #expect(pieces.all == [Self.line("a"), Self.line("b")])
        }
    }

    @Test func `a line without end is too large`() async throws {
        let response = HTTPServerResponse.stream { write in
            while write([UInt8](repeating: 65, count: 10_000)) {}
        }
        try await withHTTPServer { _ in
            response
        } body: { server in
            var request = HTTPRequest(server.url)
            request.mostBytes = 1 << 20
            let limited = request
            await #expect(throws: FetchError.tooLarge(url: server.url + "/", mostBytes: 1 << 20)) {
                try await client.follow(limited) { _ in true }
            }
        }
    }

    @Test func `redirects are followed, and other requests go on meanwhile`() async throws {
        try await withHTTPServer { request in
            switch request.path {
            case "/old": .redirect(to: "/live")
            case "/live": .stream { write in for _ in 0..<3 { _ = write(Array("a\n".utf8)) } }
            default: .text("x")
            }
        } body: { server in
            let end = try await client.follow(HTTPRequest(server.url + "/old")) { piece in
                if piece == .silence { return true }
                return (try? await client.answer(to: HTTPRequest(server.url)))?.status == 200
            }
            #expect(end == .ended)
            #expect(server.requests.map(\.path) == ["/old", "/live", "/", "/", "/"])
        }
    }

    @Test func `cancelling ends it`() async throws {
        let response = HTTPServerResponse.stream { write in
            _ = write(Array("a\n".utf8))
            while write([65]) {}
        }
        try await withHTTPServer { _ in
            response
        } body: { server in
            let pieces = Pieces()
            let task = Task {
                try await client.follow(HTTPRequest(server.url)) { pieces.add($0) > 0 }
            }
            while pieces.all.isEmpty { await Task.yield() }
            task.cancel()
            await #expect(throws: FetchError.cancelled) { try await task.value }
        }
    }
}
