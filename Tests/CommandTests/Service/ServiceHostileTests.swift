import Foundation
import Testing

/// What is sent to do harm gets a refusal, and the service stays up.
@Suite struct ServiceHostileTests {
    /// Sends bytes as they are, and reads what comes back until the other side closes.
    private static func raw(_ text: String, to service: RunningService) async throws -> String {
        let port = service.address.split(separator: ":").last ?? ""
        let file = FileManager.default.temporaryDirectory
            .appendingPathComponent("annals-raw-\(UUID().uuidString)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try await Shell.run(
            "exec 3<>/dev/tcp/127.0.0.1/\(port); cat '\(file.path)' >&3; timeout 5 cat <&3"
        ).output
    }

    @Test func `odd requests are refused one by one`() async throws {
        try await withService("--most-body", "1") { service in
            let token = try await service.token("tess", "--role", "recorder")
            let close = "Host: a\r\nConnection: close\r\n\r\n"
            let many = (0..<200).map { "X-\($0): a\r\n" }.joined()
            let rows: [(request: String, status: String)] = [
                ("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\n" + close, "404"),
                ("GET /companies/../../etc/passwd HTTP/1.1\r\n" + close, "404"),
                ("GET /companies/%00/timeline HTTP/1.1\r\n" + close, "400"),
                ("GET /companies/%ff%fe/timeline HTTP/1.1\r\n" + close, "400"),
                ("GET /companies/a%2/timeline HTTP/1.1\r\n" + close, "400"),
                ("GET /runs?a=%zz HTTP/1.1\r\n" + close, "400"),
                ("BREW /runs HTTP/1.1\r\n" + close, "40"),
                ("GET /runs HTTP/1.1\r\n" + many + close, "4"),
                (
                    "GET /runs HTTP/1.1\r\nX-Long: \(String(repeating: "a", count: 100_000))\r\n"
                        + close, "4"
                ),
                ("nonsense\r\n\r\n", "400"),
                ("GET /runs HTTP/1.1\r\nAuthorization: Digest x\r\n" + close, "401"),
            ]
            for (request, status) in rows {
                let reply = try await Self.raw(request, to: service)
                #expect(
                    reply.isEmpty || reply.hasPrefix("HTTP/1.1 \(status)"),
                    "\(request.prefix(60)) \(reply.prefix(200))")
            }
            let big = try await service.post(
                #"{"a":""# + String(repeating: "a", count: 2 << 20) + #""}"#, token: token)
            #expect(big.status == 413, big.story)
            let deep = try await service.post(String(repeating: "[", count: 100_000), token: token)
            #expect(deep.status == 422, deep.story)
            #expect(try await service.ask("/healthz").text == "well\n")
            // Nothing that was sent is logged unless asked for, and no error of ours.
            let log = try service.program.errors()
            #expect(!log.contains("error"), "\(log.prefix(500))")
        }
    }

    @Test func `who sends slowly holds nobody up`() async throws {
        try await withService { service in
            let port = service.address.split(separator: ":").last ?? ""
            let slow = try Program(
                ["-c", "exec 3<>/dev/tcp/127.0.0.1/\(port); printf 'GET /runs HT' >&3; sleep 5"],
                of: URL(fileURLWithPath: "/bin/bash"))
            for _ in 0..<20 { #expect(try await service.ask("/runs").status == 200) }
            _ = try await Run(slow)
        }
    }
}
