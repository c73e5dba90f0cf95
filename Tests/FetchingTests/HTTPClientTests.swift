import Fetching
import TestSupport
import Testing

@Suite struct HTTPClientTests {
    let client = HTTPClient(userAgent: "annals-test (test@example.org)", timeouts: .short)

    @Test(arguments: [200, 304, 403, 404, 416, 429, 500, 503])
    func `any status is an answer`(status: Int) async throws {
        try await withHTTPServer { _ in
            HTTPServerResponse(
                status: status, headers: [("ETag", "\"a\""), ("X-A", "one"), ("x-a", " two ")],
                body: status == 304 ? [] : [1, 0, 255])
        } body: { server in
            let answer = try await client.answer(to: HTTPRequest(server.url + "/x?y=1"))
            #expect(answer.status == status)
            #expect(answer.headers["etag"] == "\"a\"")
            #expect(answer.headers["x-a"] == "two")
            #expect(answer.body == (status == 304 ? [] : [1, 0, 255]))
            #expect(answer.url == server.url + "/x?y=1")
        }
    }

    @Test func `a request says who asks, what it has and that it unpacks`() async throws {
        try await withHTTPServer { _ in
            .text("")
        } body: { server in
            var request = HTTPRequest(server.url + "/a/b?c=d%20e")
            request.headers = [.init("If-None-Match", "\"a\""), .init("X-Empty", "")]
            _ = try await client.answer(to: request)
            let asked = try #require(server.requests.first)
            #expect(asked.method == "GET")
            #expect(asked.target == "/a/b?c=d%20e")
            #expect(asked.headers["user-agent"] == "annals-test (test@example.org)")
            #expect(asked.headers["accept-encoding"] == "gzip")
            #expect(asked.headers["if-none-match"] == "\"a\"")
            #expect(asked.headers["x-empty"] == "")
            #expect(asked.headers["authorization"] == nil)
        }
    }

    @Test func `a form is posted as browsers post it`() async throws {
        try await withHTTPServer { _ in
            .text("")
        } body: { server in
            var request = HTTPRequest(server.url + "/query")
            request.form = [
                .init("stock", "603986,x&y"), .init("seDate", "2026-08-01~2026-08-31"),
                .init("searchkey", "更正 +\u{1}"), .init("plate", ""),
            ]
            _ = try await client.answer(to: request)
            let asked = try #require(server.requests.first)
            #expect(asked.method == "POST")
            #expect(asked.headers["content-type"] == "application/x-www-form-urlencoded")
            #expect(
                String(decoding: asked.body, as: UTF8.self)
                    == "stock=603986%2Cx%26y&seDate=2026-08-01%7E2026-08-31"
                    + "&searchkey=%E6%9B%B4%E6%AD%A3+%2B%01&plate=")
            #expect(asked.form["searchkey"] == "更正 +\u{1}")
        }
    }

    @Test func `an empty form is posted too`() async throws {
        try await withHTTPServer { _ in
            .text("")
        } body: { server in
            var request = HTTPRequest(server.url)
            request.form = []
            _ = try await client.answer(to: request)
            #expect(server.requests.map(\.method) == ["POST"])
            #expect(server.requests.map(\.body) == [[]])
        }
    }

    @Test func `a client keeps its connection, and nothing of the last request`() async throws {
        try await withHTTPServer { _ in
            .text("x")
        } body: { server in
            var first = HTTPRequest(server.url + "/1")
            first.form = [.init("a", "b")]
            first.headers = [.init("X-A", "b")]
            first.secret = FetchSecret(basicUser: "key")
            _ = try await client.answer(to: first)
            _ = try await client.answer(to: HTTPRequest(server.url + "/2"))
            #expect(server.requests.map(\.connection) == [0, 0])
            #expect(server.requests.map(\.method) == ["POST", "GET"])
            #expect(server.requests[0].headers["authorization"] == "Basic a2V5Og==")
            #expect(server.requests[1].headers["authorization"] == nil)
            #expect(server.requests[1].headers["x-a"] == nil)
            #expect(server.requests[1].headers["content-type"] == nil)
        }
    }

    @Test func `callers at once get each its own answer`() async throws {
        try await withHTTPServer {
            .text($0.path)
        } body: { server in
            let bodies = try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
                for number in 0..<20 {
                    group.addTask {
                        let request = HTTPRequest("\(server.url)/\(number)")
                        return (number, try await client.answer(to: request).body)
                    }
                }
                return try await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
            }
            #expect(bodies.count == 20)
            #expect(bodies.allSatisfy { $0.value == Array("/\($0.key)".utf8) })
        }
    }

    @Test func `many headers are read, and too many are refused`() async throws {
        try await withHTTPServer { request in
            let count = request.path == "/many" ? 500 : 20_000
            return HTTPServerResponse(
                headers: (0..<count).map { ("X-\($0)", "value \($0)") }, body: [1])
        } body: { server in
            let answer = try await client.answer(to: HTTPRequest(server.url + "/many"))
            #expect(answer.headers["x-499"] == "value 499")
            await #expect(throws: FetchError.self) {
                try await client.answer(to: HTTPRequest(server.url + "/too-many"))
            }
        }
    }

    @Test(
        arguments: [
            ("", "it is no address"), ("www.sec.gov/x", "it is no address"),
            ("https://", "it is no address"),
            ("file:///etc/passwd", "only http and https are asked"),
            ("ftp://example.org/x", "only http and https are asked"),
            ("gopher://example.org", "only http and https are asked"),
        ])
    func `what is no address of the web is not asked`(url: String, reason: String) async throws {
        let error = await #expect(throws: FetchError.self) {
            try await client.answer(to: HTTPRequest(url))
        }
        guard case .badAddress(_, let found) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == reason || found == "it is no address")
    }

    @Test(arguments: [("X-A", "a\r\nB: c"), ("X-A", "a\0"), ("X A", "a"), ("", "a"), ("A:b", "a")])
    func `a header that would become two is refused`(name: String, value: String) async throws {
        try await withHTTPServer { _ in
            .text("")
        } body: { server in
            var request = HTTPRequest(server.url)
            request.headers = [.init(name, value)]
            await #expect(throws: FetchError.badHeader(name: name)) {
                try await client.answer(to: request)
            }
            #expect(server.requests.isEmpty)
        }
    }

    @Test func `a server that is not there is unreachable`() async throws {
        let server = try HTTPServer { _ in .text("") }
        server.stop()
        let error = await #expect(throws: FetchError.self) {
            // The port is closed a moment after the call.
            while true { _ = try await client.answer(to: HTTPRequest(server.url)) }
        }
        #expect(error?.isTransient == true)
    }
}
