import CanonicalJSON
import Foundation
import Testing

/// The server that `annals` keeps for a user who names no database.
@Suite(.serialized) struct PrivateServerTests {
    @Test func `it is made on first use, answers, stops and leaves no process`() async throws {
        try await withDataFolder { folder in
            let environment = ["ANNALS_DATA_DIR": folder + "/data"]
            let before = try await annals("server", "status", environment: environment)
            #expect(before.status == 0 && before.output.contains("not made yet"), before.story)
            let none = try await annals(
                "server", "status", "--exit-code", environment: environment)
            #expect(none.status == 3, none.story)
            let first = try await annals("timeline", "innotron", environment: environment)
            #expect(first.status == 64, first.story)
            #expect(first.errors.contains("No company is known as innotron"), first.story)
            let status = try await annals(
                "server", "status", "--exit-code", environment: environment)
            #expect(status.status == 0 && status.output.contains("running (process"), status.story)
            let record = try await annals("record", Programs.sample, environment: environment)
            #expect(record.status == 0, record.story)
            let timeline = try await annals("timeline", "innotron", environment: environment)
            #expect(timeline.output.contains("睿力集成"), timeline.story)
            try await checkStop(folder, environment)
            let again = try await annals("server", "start", environment: environment)
            #expect(again.status == 0 && again.output.hasPrefix("postgresql://"), again.story)
            let kept = try await annals("timeline", "innotron", environment: environment)
            #expect(kept.output == timeline.output, kept.story)
            try await checkStop(folder, environment)
        }
    }

    private func checkStop(_ folder: String, _ environment: [String: String]) async throws {
        #expect(try await !processes(of: folder).isEmpty)
        let stop = try await annals("server", "stop", environment: environment)
        #expect(stop.status == 0 && stop.errors.contains("has stopped"), stop.story)
        #expect(try await processes(of: folder).isEmpty)
        let twice = try await annals("server", "stop", environment: environment)
        #expect(twice.status == 0 && twice.errors.contains("was not running"), twice.story)
        let status = try await annals("server", "status", environment: environment)
        #expect(status.output.contains("stopped"), status.story)
    }

    /// Only root may run a program as somebody else.
    @Test(.enabled(if: geteuid() == 0))
    func `another user has a server of his own in his empty home`() async throws {
        try await withDataFolder { folder in
            let home = folder + "/home"
            let program = folder + "/annals"
            let prepare = try await Shell.run(
                """
                mkdir '\(home)' && chown nobody '\(home)' && cp '\(Programs.annals.path)' \
                '\(program)' && chmod 755 '\(program)'
                """)
            try #require(prepare.status == 0, "\(prepare.errors)")
            let asNobody = "setpriv --reuid=nobody --clear-groups --inh-caps=-all"
            func run(_ line: String) async throws -> Shell.Result {
                try await Shell.run(
                    "cd / && \(asNobody) '\(program)' \(line)", environment: ["HOME": home])
            }
            let log = try await run("log --format json")
            #expect(log.status == 0 && log.output.contains("\"records\":[]"), "\(log.errors)")
            let stop = try await run("server stop")
            #expect(stop.status == 0, "\(stop.errors)")
            #expect(try await processes(of: folder).isEmpty)
            let owner = try await Shell.run("stat -c %U '\(home)/.local/share/annals'")
            #expect(owner.output == "nobody\n", "\(owner.errors)")
        }
    }

    @Test func `a folder that cannot be used is told in one sentence`() async throws {
        let run = try await annals("log", environment: ["ANNALS_DATA_DIR": "/proc/annals"])
        #expect([4, 69].contains(run.status), run.story)
        #expect(run.errors.contains("/proc/annals"), run.story)
    }

    /// Calls the body with a new folder that the account `postgres` can reach; stops what runs there.
    private func withDataFolder(_ body: (String) async throws -> Void) async throws {
        let folder = "/tmp/annals-command-\(UUID().uuidString.prefix(8))"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755])
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(folder))
        } catch {
            result = .failure(error)
        }
        _ = try await annals(
            "server", "stop", environment: ["ANNALS_DATA_DIR": folder + "/data"])
        try FileManager.default.removeItem(atPath: folder)
        try result.get()
    }

    /// The processes whose command line or working folder names a folder.
    private func processes(of folder: String) async throws -> [Substring] {
        let run = try await Shell.run(
            """
            for process in /proc/[0-9]*; do
                if [[ "$(readlink $process/cwd)" == '\(folder)'* ]]; then echo "$process"; fi
            done
            """)
        return run.output.split(separator: "\n")
    }
}
