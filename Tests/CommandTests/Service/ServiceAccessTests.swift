import CanonicalJSON
import Foundation
import Testing

/// Who is let in, and how far.
@Suite struct ServiceAccessTests {
    @Test func `each role may what is its own`() async throws {
        try await withService("--closed-reads") { service in
            let tokens = [
                "reader": try await service.token("r", "--role", "reader"),
                "recorder": try await service.token("w", "--role", "recorder"),
                "auditor": try await service.token("a", "--role", "auditor"),
                "bound": try await service.token(
                    "b", "--role", "recorder", "--company", "innotron"),
                "wrong": "annals_nobody",
            ]
            let rows: [(path: String, allowed: [String])] = [
                ("/companies/innotron/timeline", ["reader", "recorder", "auditor", "bound"]),
                ("/companies/gigadevice/timeline", ["reader", "recorder", "auditor"]),
                ("/conflicts", ["reader", "recorder", "auditor"]),
                ("/events", ["auditor"]), ("/events/3/entry", ["auditor"]),
            ]
            for (path, allowed) in rows {
                for (name, token) in tokens {
                    let reply = try await service.ask(path, token: token)
                    let wanted = allowed.contains(name) ? 200 : name == "wrong" ? 401 : 403
                    #expect(reply.status == wanted, "\(path) \(name) \(reply.status)")
                }
                #expect(try await service.ask(path).status == 401, "\(path)")
            }
            for (name, wanted) in [
                ("reader", 403), ("recorder", 201), ("auditor", 403), ("bound", 403),
            ] {
                let reply = try await service.post(
                    ServiceAnswerTests.claim("A1"), token: tokens[name] ?? "")
                #expect(reply.status == wanted, reply.story)
            }
            let basic = Data("anybody:\(tokens["reader"] ?? "")".utf8).base64EncodedString()
            let browser = try await service.ask(
                "/", headers: ["Authorization": "Basic \(basic)", "Accept": "text/html"])
            #expect(browser.status == 200, browser.story)
            for path in ["/healthz", "/readyz", "/metrics", "/openapi.json"] {
                #expect(try await service.ask(path).status == 200, "\(path)")
            }
            // No secret is kept or told.
            let log = try service.program.errors()
            for token in tokens.values { #expect(!log.contains(token)) }
            let rows2 = try await service.ledger.annals("token", "list", "--format", "json")
            for token in tokens.values { #expect(!rows2.output.contains(token)) }
        }
    }

    @Test func `a revoked token and an expired one are let in no more`() async throws {
        try await withService("--closed-reads") { service in
            let short = try await service.token("s", "--role", "reader", "--expires", "2s")
            let token = try await service.token("r", "--role", "reader")
            #expect(try await service.ask("/runs", token: token).status == 200)
            let list = try await service.ledger.annals("token", "list", "--format", "json")
            let id = try list.records().first { $0["name"] == "r" }?["id"]?.stringValue
            let revoke = try await service.ledger.annals("token", "revoke", id ?? "")
            #expect(revoke.status == 0, revoke.story)
            try await Task.sleep(for: .seconds(5.5))
            for gone in [short, token] {
                #expect(try await service.ask("/runs", token: gone).status == 401)
            }
            let unknown = try await service.ledger.annals("token", "revoke", "nope")
            #expect(unknown.status == 64, unknown.story)
        }
    }

    @Test func `who asks too often waits, and others do not`() async throws {
        try await withService("--rate", "0.1") { service in
            let token = try await service.token("r", "--role", "reader")
            #expect(try await service.ask("/runs").status == 200)
            let refused = try await service.ask("/runs")
            #expect(refused.status == 429 && refused["Retry-After"] == "10", refused.story)
            #expect(try await service.ask("/runs", token: token).status == 200)
            #expect(try await service.ask("/healthz").status == 200)
        }
    }

    @Test func `it refuses to be reached from elsewhere without tokens`() async throws {
        try await withSampleLedger { ledger in
            let environment = ["ANNALS_DATABASE_URL": ledger.url]
            let open = try await Run(
                Program(
                    ["--listen", "0.0.0.0:0"], of: Programs.service, environment: environment))
            #expect(open.status == 4 && open.errors.contains("annals token create"), open.story)
            let odd = try await Run(
                Program(["--listen", "nonsense"], of: Programs.service, environment: environment))
            #expect(odd.status == 64, odd.story)
            let none = try await Run(Program([], of: Programs.service))
            #expect(none.status == 64 && none.errors.contains("--database"), none.story)
        }
    }
}
