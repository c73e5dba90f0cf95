import Fetching
import TestSupport
import Testing

@Suite struct SecretTests {
    @Test func `no text of a request or an error holds the secret`() async throws {
        let key = "0f1e2d3c-key"
        let secret = FetchSecret(basicUser: key)
        var request = HTTPRequest("http://127.0.0.1:1/x")
        request.secret = secret
        var dumped = ""
        dump(request, to: &dumped)
        var texts = [
            dumped, "\(request)", String(reflecting: request), "\(secret)",
            String(reflecting: secret),
            String(describing: Mirror(reflecting: secret).children.count),
        ]
        dump(secret, to: &dumped)
        texts.append(dumped)
        let asking = request
        let client = HTTPClient(userAgent: "a", timeouts: .short)
        let error = await #expect(throws: FetchError.self) { try await client.answer(to: asking) }
        texts += ["\(String(describing: error))", String(reflecting: error)]
        let encoded = "MGYxZTJkM2Mta2V5Og=="
        #expect(texts.filter { $0.contains(key) || $0.contains(encoded) } == [])
        #expect(dumped.contains("a secret"))
    }

    @Test(
        arguments: [
            "http://user:hunter2@example.org/", "https://hunter2@example.org/",
            "ht!tp://hunter2@example.org", "ftp://a:hunter2@example.org/", "://hunter2@x",
        ])
    func `an address with a password is refused and not repeated`(url: String) async throws {
        let client = HTTPClient(userAgent: "a", timeouts: .short)
        let error = await #expect(throws: FetchError.self) {
            try await client.answer(to: HTTPRequest(url))
        }
        #expect("\(String(describing: error))".contains("hunter2") == false)
        #expect(error?.description.contains("hunter2") == false)
    }

    @Test func `the secret does not follow to another server`() async throws {
        try await withHTTPServer { _ in
            .text("x")
        } body: { other in
            try await withHTTPServer { _ in
                .redirect(to: other.url)
            } body: { server in
                var request = HTTPRequest(server.url)
                request.secret = FetchSecret(basicUser: "key")
                let asking = request
                let client = HTTPClient(userAgent: "a", timeouts: .short)
                await #expect(throws: FetchError.self) { try await client.answer(to: asking) }
                #expect(server.requests.count == 1)
                #expect(other.requests.isEmpty)
            }
        }
    }
}
