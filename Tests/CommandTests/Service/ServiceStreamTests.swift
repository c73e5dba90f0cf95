import CanonicalJSON
import Foundation
import Testing

/// Streams of new events, and what comes with the service's other duties.
@Suite struct ServiceStreamTests {
    /// The ids of a stream up to one that comes within a minute.
    private static func ids(
        of service: RunningService, after id: Int, through last: Int, query: String = ""
    ) async throws -> [Int] {
        let script = """
            file=$(mktemp); trap 'rm -f "$file"' EXIT
            curl -sN --max-time 60 -H 'Accept: text/event-stream' -H 'Last-Event-ID: \(id)' \
                '\(service.address)/events\(query)' > "$file" & curl=$!
            until grep -q '^id: \(last)-' "$file" || ! kill -0 $curl; do sleep 0.1; done
            # One that came twice would come at once.
            sleep 0.5; kill $curl; cat "$file"
            """
        let run = try await Run(Program(["-c", script], of: URL(fileURLWithPath: "/bin/sh")))
        return run.lines.filter { $0.hasPrefix("id: ") }.compactMap { line in
            Int(line.dropFirst(4).prefix { $0 != "-" })
        }
    }

    private static func withFolder(
        isolation: isolated (any Actor)? = #isolation, _ body: (String) async throws -> Void
    ) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("annals-service-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path)
    }

    @Test func `streams have every event once and in order, from where they left off`()
        async throws
    {
        try await withService { service in
            let token = try await service.token("tess", "--role", "recorder")
            async let whole = Self.ids(of: service, after: 0, through: 121)
            async let late = Self.ids(of: service, after: 95, through: 121)
            async let some = Self.ids(
                of: service, after: 0, through: 121, query: "?type=claim.asserted&type=x")
            for number in 1...20 {
                try await service.post(
                    ServiceAnswerTests.claim("S\(number)"), token: token)
            }
            #expect(try await whole == Array(1...121))
            #expect(try await late == Array(96...121))
            #expect(try await some.suffix(20) == Array(102...121))
            let beyond = try await service.ask(
                "/events", headers: ["Accept": "text/event-stream", "Last-Event-ID": "9000"])
            // At the position of that id is an event that was recorded at another time.
            let other = try await service.ask(
                "/events", headers: ["Accept": "text/event-stream", "Last-Event-ID": "5-abc"])
            #expect(other.status == 409, other.story)
            #expect(beyond.status == 409 && beyond.text.contains("backup"), beyond.story)
        }
    }

    @Test func `two copies share a database, seal what comes in, and end when they are told to`()
        async throws
    {
        try await withSampleLedger { ledger in
            try await Self.withFolder { folder in
                let keys = ["ANNALS_KEY_FOLDER": folder]
                let made = try await ledger.annals(
                    "key", "create", "demo.example/log", environment: keys)
                #expect(made.status == 0, made.story)
                try await withService(on: ledger, environment: keys) { one in
                    try await withService(on: ledger, environment: keys) { other in
                        let token = try await one.token("tess", "--role", "recorder")
                        try await one.post(ServiceAnswerTests.claim("A1"), token: token)
                        let signed = try await other.wait(for: "/checkpoint") { reply in
                            reply.status == 200
                                && reply.text.split(separator: "\n").dropFirst().first == "102"
                        }
                        #expect(signed.text.hasPrefix("demo.example/log\n102\n"), signed.story)
                        let read = try await other.wait(for: "/companies/acme/timeline") {
                            $0.status == 200
                        }
                        #expect(try read.json()["records"]?.arrayValue?.count == 1)
                        let proof = try await other.ask("/events/102/proof")
                        let file = folder + "/proof"
                        try proof.text.write(toFile: file, atomically: true, encoding: .utf8)
                        let entry = try await other.ask("/events/102/entry")
                        try Data(entry.body).write(to: URL(fileURLWithPath: folder + "/entry"))
                        let held = try await Run(
                            Program(
                                [
                                    "proof", file, "--entry", folder + "/entry", "--key",
                                    String(try #require(made.lines.first)),
                                ], of: Programs.verify))
                        #expect(held.status == 0, held.story)
                        let metrics = try await other.ask("/metrics").text
                        for name in [
                            "annals_head_position 102", "annals_overdue_milestones 3",
                            "annals_conflicts_open 7", "annals_http_requests_total{",
                            "annals_ingest_last_success_timestamp_seconds{",
                        ] {
                            #expect(metrics.contains("\n" + name), "\(name)")
                        }
                        #expect(try await other.ask("/readyz").status == 200)
                        // An open stream holds nobody up.
                        let stream = try Program(
                            [
                                "-sN", "-H", "Accept: text/event-stream",
                                other.address + "/events",
                            ], of: URL(fileURLWithPath: "/usr/bin/curl"))
                        try await Task.sleep(for: .milliseconds(300))
                        other.program.interrupt(with: SIGTERM)
                        #expect(try await Run(stream).status == 0)
                    }
                }
            }
        }
    }
}
