import Foundation
import TestSupport
import Testing

/// The completion of shells. Those that are not installed are not asked; bash is everywhere.
@Suite struct CompletionTests {
    private static func path(of shell: String) -> String? {
        ["/bin/", "/usr/bin/"].map { $0 + shell }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }

    /// Runs a script file with a shell.
    private static func run(
        _ shell: String, _ script: String, options: [String] = [],
        environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String) {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(
            "annals-completion-\(UUID().uuidString)")
        try script.write(to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: try #require(path(of: shell)))
        process.arguments = options + [file.path]
        process.environment = environment.merging([
            "PATH": Programs.annals.deletingLastPathComponent().path + ":/usr/bin:/bin",
            "HOME": "/nonexistent",
            "LC_ALL": "C.UTF-8",
        ]) { $1 }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `a script names every command, and its shell reads it`(shell: String) async throws {
        try await withScratchLedger { ledger in
            let run = try await ledger.annals("completion", shell)
            #expect(run.status == 0, run.story)
            for command in ["timeline", "dossier", "overdue", "reinstate", "completion"] {
                #expect(run.output.contains(command), "\(command)")
            }
            guard Self.path(of: shell) != nil else { return }
            let read = try Self.run(shell, run.output, options: ["-n"])
            #expect(read.status == 0, "\(read.output)")
        }
    }

    /// What bash offers for a line that was begun.
    private static func offers(
        _ words: [String], in ledger: SampleLedger
    ) async throws -> [String] {
        let script = try await ledger.annals("completion", "bash").output
        let quoted = words.map { "'\($0)'" }.joined(separator: " ")
        let line = words.joined(separator: " ")
        let asked = """
            \(script)
            COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1)
            COMP_LINE='\(line)'; COMP_POINT=${#COMP_LINE}
            _annals annals '\(words.last ?? "")' '\(words.dropLast().last ?? "")'
            printf '%s\\n' "${COMPREPLY[@]}"
            """
        let run = try run("bash", asked, environment: ["ANNALS_DATABASE_URL": ledger.url])
        #expect(run.status == 0, "\(run.output)")
        return run.output.split(separator: "\n").map {
            $0.replacingOccurrences(of: "\\", with: "").trimmingCharacters(in: .whitespaces)
        }
    }

    @Test(
        arguments: [
            (["annals", "timeline", "inno"], "innotron"), (["annals", "filings", "AAP"], "AAPL"),
            (["annals", "timeline", "睿"], "睿力集成"), (["annals", "dia"], nil),
            (["annals", "overd"], "overdue"),
            (["annals", "timeline", "changxin"], "changxin-technology-group"),
            (["annals", "timeline", "nobody"], nil),
        ] as [([String], String?)])
    func `companies and commands are offered`(words: [String], offer: String?) async throws {
        try await withSampleLedger { ledger in
            let offers = try await Self.offers(words, in: ledger)
            if let offer {
                #expect(offers.contains(offer), "\(offers)")
            } else {
                #expect(offers.isEmpty, "\(offers)")
            }
        }
    }

    @Test func `without a database nothing is offered, nothing said and nothing started`()
        async throws
    {
        let nowhere = SampleLedger(url: "postgresql://nobody@/none?host=/nonexistent")
        #expect(try await Self.offers(["annals", "timeline", "inno"], in: nowhere) == [])
    }
}
