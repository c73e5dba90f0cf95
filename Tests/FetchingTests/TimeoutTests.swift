import Fetching
import Glibc
import TestSupport
import Testing

@Suite struct TimeoutTests {
    private func error(
        _ timeouts: FetchTimeouts, _ response: HTTPServerResponse
    ) async throws -> FetchError? {
        try await withHTTPServer { _ in
            response
        } body: { server in
            let client = HTTPClient(userAgent: "annals-test (a@b.org)", timeouts: timeouts)
            return await #expect(throws: FetchError.self) {
                try await client.answer(to: HTTPRequest(server.url))
            }
        }
    }

    @Test(
        arguments: [
            .neverAnswer, .stall(after: 0), .stall(after: 50),
        ] as [HTTPServerResponse.Fault])
    func `a server that falls silent is given up`(fault: HTTPServerResponse.Fault) async throws {
        let body = [UInt8](repeating: 1, count: 100)
        let response = HTTPServerResponse(body: body).failing(fault)
        let error = try await error(.idle(.milliseconds(200)), response)
        #expect(error == .timedOut(host: "127.0.0.1", .idle))
        #expect(error?.isTransient == true)
    }

    @Test func `a server that goes on for ever is given up`() async throws {
        let timeouts = FetchTimeouts(
            connecting: .seconds(20), idle: .seconds(20), whole: .milliseconds(300))
        let endless = HTTPServerResponse.stream { write in
            while write([1]) { usleep(1000) }
        }
        #expect(try await error(timeouts, endless) == .timedOut(host: "127.0.0.1", .whole))
    }

    @Test func `slow bytes are no silence`() async throws {
        let body = [UInt8](repeating: 1, count: 60)
        let slow = HTTPServerResponse(body: body).paced(bytes: 1, milliseconds: 10)
        try await withHTTPServer { _ in
            slow
        } body: { server in
            // The pauses are 500 times as short as the time allowed.
            let client = HTTPClient(userAgent: "a", timeouts: .idle(.seconds(5)))
            let answer = try await client.answer(to: HTTPRequest(server.url))
            #expect(answer.body == body)
        }
    }

    @Test func `a port that does not let anybody in is given up`() async throws {
        let full = try FullPort()
        defer { full.close() }
        let timeouts = FetchTimeouts(
            connecting: .milliseconds(200), idle: .seconds(20), whole: .seconds(20))
        let client = HTTPClient(userAgent: "a", timeouts: timeouts)
        await #expect(throws: FetchError.timedOut(host: "127.0.0.1", .connecting)) {
            try await client.answer(to: HTTPRequest("http://127.0.0.1:\(full.port)"))
        }
    }

    @Test func `cancelling ends a transfer, and the next one is not disturbed`() async throws {
        try await withHTTPServer { request in
            request.number == 0 ? HTTPServerResponse().failing(.neverAnswer) : .text("x")
        } body: { server in
            let client = HTTPClient(userAgent: "a", timeouts: .idle(.seconds(600)))
            let task = Task { try await client.answer(to: HTTPRequest(server.url)) }
            while server.requests.isEmpty { await Task.yield() }
            task.cancel()
            await #expect(throws: FetchError.cancelled) { try await task.value }
            let answer = try await client.answer(to: HTTPRequest(server.url))
            #expect(answer.status == 200)
        }
    }

    @Test func `who is cancelled beforehand asks nothing`() async throws {
        try await withHTTPServer { _ in
            .text("x")
        } body: { server in
            let client = HTTPClient(userAgent: "a", timeouts: .short)
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await client.answer(to: HTTPRequest(server.url))
            }
            await #expect(throws: FetchError.cancelled) { try await task.value }
            #expect(server.requests.isEmpty)
        }
    }
}
