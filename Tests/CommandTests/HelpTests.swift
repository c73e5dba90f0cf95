import Testing

@Suite struct HelpTests {
    private static let commands = [
        "timeline", "log", "show", "filings", "milestones", "conflicts", "graph", "find", "record",
        "ingest", "runs", "project", "rebuild", "replay", "digest", "date", "canonical", "server",
        "migrate", "doctor", "server start", "server stop", "server status",
        "project status", "project run", "project pause", "project resume", "project retry",
        "project skip", "project reconcile",
    ]

    @Test func `help names every command and every exit code`() async throws {
        let run = try await annals("--help")
        #expect(run.status == 0)
        for command in Self.commands where !command.contains(" ") {
            #expect(run.output.contains("  \(command) "), "\(command)")
        }
        for code in ["0 done", "1 failed", "3 findings", "4 not allowed", "64", "65", "69", "75"] {
            #expect(run.output.contains(code), "\(code)")
        }
        #expect(run.lines.allSatisfy { $0.count <= 80 })
    }

    @Test(arguments: commands)
    func `each command's help says what it does and how it is called`(
        command: String
    ) async throws {
        let words = command.split(separator: " ").map { String($0) }
        let run = try await annals(arguments: words + ["--help"])
        #expect(run.status == 0, run.story)
        #expect(run.output.contains("OVERVIEW: "))
        #expect(run.output.contains("USAGE: annals \(command)"))
        #expect(run.output.contains("--help"))
        #expect(run.errors.isEmpty)
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a completion script is made for each shell`(shell: String) async throws {
        let run = try await annals("--generate-completion-script", shell)
        #expect(run.status == 0)
        #expect(run.output.contains("timeline"))
    }

    @Test func `the version is one line`() async throws {
        #expect(try await annals("--version").lines.count == 1)
    }
}
