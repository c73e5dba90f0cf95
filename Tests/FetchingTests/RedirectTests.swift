import Fetching
import TestSupport
import Testing

@Suite struct RedirectTests {
    let client = HTTPClient(userAgent: "annals-test (test@example.org)", timeouts: .short)

    @Test(
        arguments: [
            ("/a/b", "/c?d=e", "/c?d=e"), ("/a/b", "c", "/a/c"), ("/a/b?x", "?y", "/a/b?y"),
            ("/a/b", "../c", "/c"), ("/a/b", "SERVER/d", "/d"), ("/a", "/é ü", "/%c3%a9%20%c3%bc"),
        ])
    func `a redirect on the same server is followed`(from: String, location: String, to: String)
        async throws
    {
        try await withHTTPServer { request in
            let server = "http://\(request.headers["host"] ?? "")"
            return request.number == 0
                ? .redirect(to: location.replacing("SERVER", with: server)) : .text("x")
        } body: { server in
            let answer = try await client.answer(to: HTTPRequest(server.url + from))
            #expect(answer.status == 200)
            #expect(server.requests.map { $0.target.lowercased() } == [from, to])
            #expect(answer.url.lowercased() == server.url + to)
        }
    }

    @Test(arguments: [301, 302, 303, 307, 308])
    func `a form is posted again only where that is meant`(status: Int) async throws {
        try await withHTTPServer { request in
            request.number == 0 ? .redirect(to: "/there", status: status) : .text("x")
        } body: { server in
            var request = HTTPRequest(server.url + "/here")
            request.form = [.init("a", "b")]
            request.secret = FetchSecret(basicUser: "key")
            _ = try await client.answer(to: request)
            #expect(server.requests.map(\.method) == ["POST", status >= 307 ? "POST" : "GET"])
            #expect(server.requests[1].form == (status >= 307 ? ["a": "b"] : [:]))
            #expect(server.requests[1].headers["authorization"] == "Basic a2V5Og==")
        }
    }

    @Test(
        arguments: [
            ("http://localhost:PORT/", "http://localhost:PORT"),
            ("//example.org/x", "http://example.org"),
            ("http://127.0.0.1:1/", "http://127.0.0.1:1"),
            ("http://127.0.0.1/", "http://127.0.0.1"),
            ("https://127.0.0.1:PORT/", "https://127.0.0.1:PORT"),
            ("https://example.org:443/", "https://example.org"),
        ])
    func `a redirect to another server is not followed`(location: String, origin: String)
        async throws
    {
        try await withHTTPServer { request in
            let port = request.headers["host"]?.split(separator: ":").last ?? ""
            return .redirect(to: location.replacing("PORT", with: port))
        } body: { server in
            let other = origin.replacing("PORT", with: "\(server.port)")
            let error = FetchError.redirectedElsewhere(url: server.url + "/", to: other)
            #expect(!error.isTransient)
            await #expect(throws: error) {
                try await client.answer(to: HTTPRequest(server.url + "/"))
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://u:p@127.0.0.1/"])
    func `a redirect to what is not asked is an error`(location: String) async throws {
        try await withHTTPServer { _ in
            .redirect(to: location)
        } body: { server in
            await #expect(throws: FetchError.self) {
                try await client.answer(to: HTTPRequest(server.url + "/"))
            }
            #expect(server.requests.count == 1)
        }
    }

    @Test(arguments: [(5, true), (6, false)])
    func `five redirects are followed and no more`(count: Int, isAnswer: Bool) async throws {
        try await withHTTPServer { request in
            request.number < count ? .redirect(to: "/\(request.number)") : .text("x")
        } body: { server in
            let request = HTTPRequest(server.url)
            if isAnswer {
                let answer = try await client.answer(to: request)
                #expect(answer.url == server.url + "/4")
            } else {
                await #expect(throws: FetchError.redirectedTooOften(url: server.url)) {
                    try await client.answer(to: request)
                }
            }
            #expect(server.requests.count == 6)
        }
    }

    @Test(arguments: [300, 304, 305, 399])
    func `what only looks like a redirect is an answer`(status: Int) async throws {
        try await withHTTPServer { _ in
            .redirect(to: "/x", status: status)
        } body: { server in
            let answer = try await client.answer(to: HTTPRequest(server.url))
            #expect(answer.status == status)
        }
    }
}
