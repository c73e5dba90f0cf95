import Foundation
import Testing

/// The units in `deploy/systemd` say what systemd and `annals` understand.
///
/// Where systemd is not installed their text is checked all the same.
@Suite struct UnitFilesTests {
    private static let folder = "deploy/systemd"

    /// Version 252 or later: what the units are written for, and the first that judges them offline.
    private static let hasAnalyzer: Bool = {
        let version = "systemd-analyze --version | sed -n '1s/^systemd \\([0-9]*\\).*/\\1/p'"
        return (try? Run("[ \"$(\(version))\" -ge 252 ]"))?.exitCode == 0
    }()

    private func files(_ endings: String...) throws -> [Project.File] {
        let files = try Project.files(in: Self.folder, ending: endings)
        try #require(!files.isEmpty)
        return files
    }

    private func texts() throws -> [Project.File] {
        try files(".service", ".timer", ".conf", ".example", ".md")
    }

    @Test(.enabled(if: hasAnalyzer))
    func `systemd has nothing to say about any unit, those with a file of their own included`()
        throws
    {
        // The program is not installed here, and a unit whose program is missing is refused.
        let run = try Run(
            """
            copy=$(mktemp -d) && trap 'rm -rf "$copy"' EXIT
            cp -r \(Self.folder)/annals* "$copy" && cd "$copy"
            sed -i 's,/usr/local/bin/annalsd*,/bin/true,; s,/usr/local/lib/annals/backup,/bin/true,' *.service
            for unit in *.service *.timer *@*.d; do
                systemd-analyze verify "$copy/${unit%.d}" 2>&1 || echo "annals: $unit is refused"
            done | grep annals
            """)
        #expect(run.output == "")
    }

    @Test(.enabled(if: hasAnalyzer))
    func `no service may do more than an exposure of 2.0 allows`() throws {
        let run = try Run(
            """
            for unit in "$PWD"/\(Self.folder)/*.service; do
                exposure=$(systemd-analyze security --offline=true --threshold=20 --no-pager "$unit") ||
                    echo "$unit: $exposure"
            done
            """)
        #expect(run.output == "")
    }

    @Test func `every timer has its service, and every service that ends has its timer`() throws {
        func stems(_ files: [Project.File]) -> Set<Substring> {
            Set(files.filter { !$0.path.contains(".d/") }.map { $0.path.prefix { $0 != "." } })
        }
        let services = try files(".service")
        let ending = services.filter { $0.text.contains("\nType=oneshot\n") }
        #expect(services.count > ending.count && ending.count > 1)
        #expect(stems(ending) == stems(try files(".timer")))
    }

    @Test func `every drop-in is of all units, or of an instance of one that exists`() throws {
        let units = Set(try files(".service", ".timer").map(\.path))
        for file in try files(".conf") where file.path.contains(".d/") {
            let parts = file.path.split(separator: "/")
            let unit = parts[parts.count - 2].dropLast(".d".count)
            let kind = unit.split(separator: ".").last ?? ""
            let name = unit.prefix { $0 != "@" }
            let isKnown =
                units.contains("\(Self.folder)/\(name)@.\(kind)")
                || units.contains("\(Self.folder)/\(unit)")
            #expect(unit == "annals-.service" || isKnown, "\(file)")
        }
    }

    @Test(arguments: ["ingest", "runs", "project"])
    func `every option is one that the command has`(command: String) throws {
        let known = Set(try help(of: command).split { " ,\n".contains($0) }.map(String.init))
        var count = 0
        for line in try lines(of: command) {
            for word in line.words where word.hasPrefix("--") {
                #expect(known.contains(word), "\(line.file): \(word)")
                count += 1
            }
        }
        #expect(count > (command == "project" ? 1 : 3))
    }

    @Test func `every source is one that can be read`() throws {
        let words = try help(of: "ingest").split(whereSeparator: \.isWhitespace)
        let match = words.joined(separator: " ").firstMatch(of: /Sources: ([^.]*)\./)
        let list = try #require(match).1
        // The last three are names for all of them, or of ledgers, in a unit and for a reader.
        let known = Set(list.components(separatedBy: ", ") + ["%i", "SOURCE", "LEDGER"])
        #expect(known.count > 5)
        for line in try lines(of: "ingest") {
            guard let source = line.words.first, !line.isOptionsOnly else { continue }
            #expect(known.contains(source), "\(line.file): annals ingest \(source)")
        }
        for file in try texts() {
            for match in (file.path + "\n" + file.text).matches(
                of: /(?:annals-[a-z-]+@|\/ingest-)([A-Za-z-]+)/)
            {
                #expect(known.contains(String(match.1)), "\(file): \(match.0)")
            }
        }
    }

    @Test func `every variable is read by annals, or by a unit that is about it`() throws {
        let sources = try Project.files(in: "Sources", ending: [".swift"]).map(\.text).joined()
        let commands = try files(".service").flatMap(\.lines).filter { $0.hasPrefix("ExecStart=") }
        for file in try texts() {
            for name in file.text.matches(of: /ANNALS_[A-Z_]+/).map({ String($0.0) }) {
                let isInUnit = commands.contains {
                    $0.contains("$\(name)") || $0.contains("${\(name)}")
                }
                #expect(sources.contains("\"\(name)\"") || isInUnit, "\(file): \(name)")
            }
        }
    }

    @Test func `a run that gave way to another is no failure`() throws {
        let status = try Project.files(in: "Sources/Answering", ending: ["ExitStatus.swift"])
        #expect(status.first?.text.contains("case busy = 75\n") == true)
        let unit = try files("annals-ingest@.service").first
        #expect(unit?.text.contains("\nSuccessExitStatus=75\n") == true)
    }
}

extension UnitFilesTests {
    /// What follows the command's name on a line of a unit, of the README or of an example.
    private struct Call {
        let file: Project.File
        let words: [String]
        /// Only the words that a unit puts behind the source.
        let isOptionsOnly: Bool
    }

    private func lines(of command: String) throws -> [Call] {
        let variable = "ANNALS_INGEST_ARGS="
        var found: [Call] = []
        for file in try texts() {
            let text = file.text.replacingOccurrences(of: "\\\n", with: " ")
            for line in text.split(separator: "\n") where !line.hasPrefix("# ") {
                let isVariable = command == "ingest" && line.hasPrefix(variable)
                let start = isVariable ? variable : "annals \(command) "
                guard let range = line.range(of: start) else { continue }
                let words = line[range.upperBound...].split { " '\"`()".contains($0) }
                found.append(
                    Call(
                        file: file, words: words.map(String.init), isOptionsOnly: isVariable))
            }
        }
        try #require(!found.isEmpty)
        return found
    }

    private func help(of command: String) throws -> String {
        // The options of a command's default are its own; its help has them apart.
        let parts = command == "project" ? ["project run", "project status"] : [command]
        let helps = parts.map { "'\(Project.programs)/annals' \($0) --help" }
        let run = try Run(helps.joined(separator: " && "))
        try #require(run.exitCode == 0, "\(run.output)")
        return run.output
    }
}
