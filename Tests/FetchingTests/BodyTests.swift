import Fetching
import TestSupport
import Testing

/// A body is whole, or there is an error.
@Suite struct BodyTests {
    let client = HTTPClient(userAgent: "annals-test (test@example.org)", timeouts: .short)
    static let text = (0..<3000).map { UInt8(truncatingIfNeeded: $0 &* 7) }

    private func body(
        _ response: HTTPServerResponse, mostBytes: Int = 1 << 20
    ) async throws -> [UInt8] {
        try await withHTTPServer { _ in
            response
        } body: { server in
            var request = HTTPRequest(server.url)
            request.mostBytes = mostBytes
            return try await client.answer(to: request).body
        }
    }

    private func brokenOff(_ response: HTTPServerResponse) async throws -> Bool {
        do {
            _ = try await body(response)
            return false
        } catch FetchError.brokenOff { return true }
    }

    @Test(
        arguments: [
            .length, .chunked(1), .chunked(7), .chunked(100_000), .untilClose,
        ] as [HTTPServerResponse.Framing])
    func `a body comes whole, however it is framed`(framing: HTTPServerResponse.Framing)
        async throws
    {
        let plain = HTTPServerResponse(body: Self.text).framed(framing)
        #expect(try await body(plain) == Self.text)
        let short = HTTPServerResponse(body: Array(Self.text.prefix(100))).framed(framing)
        #expect(try await body(short.paced(bytes: 30, milliseconds: 1)) == short.body)
        let packed = HTTPServerResponse.gzip(GzipSamples.lines).framed(framing)
        #expect(try await body(packed) == Array("one\ntwo\n".utf8))
        #expect(
            try await body(packed.paced(bytes: 1, milliseconds: 1)) == Array("one\ntwo\n".utf8))
    }

    @Test(
        arguments: [
            ([GzipSamples.empty], 0), ([GzipSamples.lines, GzipSamples.lines], 16),
            ([GzipSamples.empty, GzipSamples.lines, GzipSamples.empty], 8),
            ([GzipSamples.zeros], 65_536),
            ([GzipSamples.zeros, GzipSamples.lines, GzipSamples.zeros], 131_080),
        ])
    func `every member of a gzip encoding is unpacked`(members: [[UInt8]], count: Int)
        async throws
    {
        #expect(try await body(.gzip(members.flatMap { $0 })).count == count)
    }

    @Test(arguments: ["x-gzip", "GZIP", "identity", ""])
    func `encodings are known by all their names`(name: String) async throws {
        let isPacked = name.lowercased().hasSuffix("gzip")
        let response = HTTPServerResponse(
            headers: [("Content-Encoding", name)],
            body: isPacked ? GzipSamples.lines : Array("one\ntwo\n".utf8))
        #expect(try await body(response) == Array("one\ntwo\n".utf8))
    }

    @Test(arguments: ["br", "deflate", "gzip, gzip", "zstd"])
    func `an encoding that nobody asked for is no body`(name: String) async throws {
        #expect(
            try await brokenOff(
                HTTPServerResponse(
                    headers: [("Content-Encoding", name)], body: GzipSamples.lines)))
    }

    @Test(arguments: [0, 1, 1500, 2999])
    func `a body that is cut is an error`(count: Int) async throws {
        let cut = HTTPServerResponse(body: Self.text).failing(.breakOff(after: count))
        #expect(try await brokenOff(cut))
        #expect(try await brokenOff(cut.framed(.chunked(100))))
    }

    @Test func `chunks without the last, empty one are an error`() async throws {
        let cut = HTTPServerResponse(body: Self.text).failing(.breakOff(after: 3000))
        #expect(try await brokenOff(cut.framed(.chunked(100))))
    }

    @Test(
        arguments: [HTTPServerResponse.Framing.length, .chunked(5), .untilClose],
        [0, 1, 10, 18, 20, 27])
    func `a gzip encoding that ends early is an error`(
        framing: HTTPServerResponse.Framing, count: Int
    ) async throws {
        let short = HTTPServerResponse.gzip(Array(GzipSamples.lines.prefix(count)))
        // "Content-Length: 0" is a body, an empty one.
        let isError = !(framing == .length && count == 0)
        #expect(try await brokenOff(short.framed(framing)) == isError)
    }

    @Test func `a second member that ends early is an error`() async throws {
        let short = GzipSamples.lines + GzipSamples.lines.dropLast()
        #expect(try await brokenOff(.gzip(short)))
    }

    @Test(arguments: [12, 20, 24])
    func `a gzip encoding with a wrong byte is an error`(place: Int) async throws {
        var wrong = GzipSamples.lines
        wrong[place] ^= 0x55
        #expect(try await brokenOff(.gzip(wrong)))
        #expect(try await brokenOff(.gzip(GzipSamples.lines + [0])))
        #expect(try await brokenOff(.gzip(Array("one\ntwo\n".utf8))))
    }

    @Test func `a server that closes without an answer broke off`() async throws {
        #expect(try await brokenOff(HTTPServerResponse().failing(.closeUnanswered)))
    }

    @Test(
        arguments: [HTTPServerResponse.Framing.length, .chunked(999), .untilClose], [2999, 3000])
    func `one byte too many is refused`(framing: HTTPServerResponse.Framing, most: Int)
        async throws
    {
        let response = HTTPServerResponse(body: Self.text).framed(framing)
        if most == 3000 {
            #expect(try await body(response, mostBytes: most) == Self.text)
        } else {
            try await expectTooLarge(response, mostBytes: most)
        }
    }

    @Test func `a body that grows on unpacking stops at the limit`() async throws {
        let member = GzipSamples.zeros
        let bomb = HTTPServerResponse.gzip((0..<2000).flatMap { _ in member })
        try await expectTooLarge(bomb, mostBytes: 1 << 20)
        #expect(try await body(.gzip(member), mostBytes: 65_536).count == 65_536)
        try await expectTooLarge(.gzip(member), mostBytes: 65_535)
    }

    private func expectTooLarge(_ response: HTTPServerResponse, mostBytes: Int) async throws {
        let error = await #expect(throws: FetchError.self) {
            try await body(response, mostBytes: mostBytes)
        }
        guard case .tooLarge(_, mostBytes) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(error?.isTransient == false)
    }
}
