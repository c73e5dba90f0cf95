import Foundation
import TestSupport
import Testing

@Suite struct MetricsFileTests {
    private func withFolder(_ body: (URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("annals-metrics-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder)
    }

    @Test func `the file is replaced whole, readable for everybody, and nothing is printed`()
        async throws
    {
        try await withFolder { folder in
            let file = folder.appendingPathComponent("annals.prom")
            try Data(String(repeating: "x\n", count: 100_000).utf8).write(to: file)
            try await withEmptyLedger { ledger in
                try await ledger.record(claim("A1"))
                let run = try await Shell.run(
                    "umask 077; '\(Programs.annals.path)' project status --metrics '\(file.path)'",
                    environment: ["ANNALS_DATABASE_URL": ledger.url])
                #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty, "\(run)")
                let text = try PrometheusText(
                    parsing: try String(contentsOf: file, encoding: .utf8))
                #expect(text.value("annals_head_position") == 1)
                #expect(text.value("annals_projection_well", ["projection": "timeline"]) == 1)
                let mode =
                    try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
                #expect(mode as? Int == 0o644)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
                try await ledger.killReader(of: "timeline")
                let dead = try await ledger.annals(
                    "project", "status", "--metrics", file.path, "--exit-code")
                #expect(dead.status == 3 && dead.output.isEmpty, dead.story)
                let after = try PrometheusText(
                    parsing: try String(contentsOf: file, encoding: .utf8))
                #expect(after.value("annals_projection_well", ["projection": "timeline"]) == 0)
                #expect(after.value("annals_events_behind", ["projection": "timeline"]) == 0)
            }
        }
    }

    @Test func `a file that cannot be written is one sentence, and leaves nothing`() async throws {
        try await withFolder { folder in
            try await withEmptyLedger { ledger in
                let targets = [folder.path, folder.path + "/none/annals.prom", ""]
                for target in targets {
                    for line in [["status"], ["--follow"]] {
                        let run = try await ledger.run(["project"] + line + ["--metrics", target])
                        #expect(run.status == 1, run.story)
                        #expect(run.errors.contains("--metrics"), run.story)
                        #expect(run.errors.split(separator: "\n").count == 1, run.story)
                    }
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
            let around = try FileManager.default.contentsOfDirectory(
                atPath: folder.deletingLastPathComponent().path)
            #expect(!around.contains { $0.hasPrefix(folder.lastPathComponent + ".") })
        }
    }

    @Test func `a follower writes that it lives, and at its end that it does not`() async throws {
        try await withFolder { folder in
            let file = folder.appendingPathComponent("annals.prom")
            try await withEmptyLedger { ledger in
                try await ledger.record(claim("A1"))
                let program = try ledger.start([
                    "project", "--follow", "--lease", "600", "--metrics", file.path,
                ])
                func up() throws -> Double? {
                    guard let text = try? String(contentsOf: file, encoding: .utf8) else {
                        return nil
                    }
                    return try PrometheusText(parsing: text).value("annals_projector_up")
                }
                // The file is read while it is written: it must be whole every time.
                for _ in 0..<3_000 where try up() != 1 {
                    try await Task.sleep(for: .milliseconds(10))
                }
                #expect(try up() == 1)
                program.interrupt(with: SIGTERM)
                let run = try await Run(program)
                #expect(run.status == 0, run.story)
                #expect(try up() == 0)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count == 1)
            }
        }
    }
}
