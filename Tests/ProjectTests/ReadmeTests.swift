import Foundation
import TestSupport
import Testing

/// Every command line of the README is run, in order, and prints what the README says.
///
/// The commands see the repository as working directory, the `annals` of this build first on the
/// path, a home of their own, a database of their own and the time of the examples.
@Suite struct ReadmeTests {
    /// What is not run: it installs software, needs the network or is this very test.
    static let notRun = [

        "swift build -c release", "export ANNALS_DATABASE_URL", "annalsd --listen", "curl -s",
        "deploy/quickstart", "deploy/test", "git clone ", "swift build ", "annals ingest ",
        "export ANNALS_USER_AGENT=",
    ]

    @Test func `every command prints what the README says`() async throws {
        let blocks = try blocks().filter { !$0.isNotRun }
        #expect(!blocks.isEmpty, "the README shows no command that is run")
        try await withScratchDatabase { database in
            try withHome { home in
                let environment = environment(home: home, database: database)
                // A server that a command started must not outlive its home.
                defer { _ = try? Run("annals server stop", environment: environment) }
                for step in blocks.flatMap(\.steps) {
                    let run = try Run(step.command, environment: environment)
                    #expect(run.exitCode == 0, "README.md:\(step.line): \(run.output)")
                    #expect(
                        OutputPattern(step.output).matches(run.output),
                        "README.md:\(step.line): $ \(step.command)\n\(run.output)")
                }
            }
        }
    }

    @Test func `every block has commands, and only known ones are not run`() throws {
        for block in try blocks() {
            #expect(!block.steps.isEmpty)
            for step in block.steps {
                #expect(!step.command.isEmpty, "README.md:\(step.line): output of no command")
                let isKnown = Self.notRun.contains { step.command.hasPrefix($0) }
                #expect(!block.isNotRun || isKnown, "README.md:\(step.line): \(step.command)")
            }
        }
    }

    @Test func `no command hides in a block of another kind`() throws {
        let fences = try readme().split(separator: "\n").filter { $0.hasPrefix("```") }
        for fence in fences {
            let kind = fence.dropFirst(3)
            #expect(!["sh", "bash", "shell", "zsh", "text console"].contains(String(kind)))
            #expect(!kind.hasPrefix("console") || ["console", "console no-run"].contains(kind))
        }
    }

    @Test func `the commands are those of this build`() {
        #expect(FileManager.default.isExecutableFile(atPath: Project.programs + "/annals"))
    }

    private func readme() throws -> String {
        try String(contentsOfFile: Project.root + "/README.md", encoding: .utf8)
    }

    private func blocks() throws -> [ConsoleBlock] { ConsoleBlock.blocks(in: try readme()) }

    private func environment(home: String, database: String) -> [String: String] {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        return [
            "PATH": "\(Project.programs):\(path)", "HOME": home, "LC_ALL": "C.UTF-8", "TZ": "UTC",
            "ANNALS_DATA_DIR": home + "/data", "ANNALS_DATABASE_URL": database,
            "ANNALS_NOW": "2026-11-23T12:00:00Z",
        ]
    }

    /// An empty home, which the account `postgres` can pass through.
    private func withHome(_ body: (String) throws -> Void) throws {
        let files = FileManager.default
        let home = files.temporaryDirectory.path + "/annals-readme-\(UUID().uuidString)"
        try files.createDirectory(
            atPath: home, withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o755])
        defer { try? files.removeItem(atPath: home) }
        try body(home)
    }
}
