import ArgumentParser
import Glibc
import Postgres

/// `annals-bench`: the log beside PostgreSQL's own limit, measured in one run.
///
/// In every scenario the limit and the system take turns in short rounds, so that both see the
/// same machine; what is printed are ratios of medians, with the spread over the rounds.
@main
struct AnnalsBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annals-bench",
        abstract: "Measure the log beside PostgreSQL's own limit, on a scratch database.")

    @Option(help: ArgumentHelp("An administrator's URL of a server.", valueName: "url"))
    var database: String?

    @Option(help: "How big the log is.")
    var size: WorkloadSize = .medium

    @Option(help: ArgumentHelp("Some scenarios, by name, with commas.", valueName: "names"))
    var only: String?

    @Option(
        help: "How often each scenario runs; by default 7, for large and huge 3, for enormous 1.")
    var rounds: Int?

    @Option(help: "How the result is printed.")
    var format: Format = .table

    @Option(help: "The workload's seed.")
    var seed: UInt64 = 1

    @Option(help: ArgumentHelp("The program of the cold query.", valueName: "path"))
    var annals: String?

    enum Format: String, CaseIterable, ExpressibleByArgument {
        case table
        case json
    }

    func run() async throws {
        guard let database else {
            throw Self.misuse("Say --database with an administrator's URL of a server.")
        }
        guard rounds ?? 1 >= 1 else { throw Self.misuse("--rounds is at least 1.") }
        let names = try scenarios()
        guard !size.isForReadModels || names.isSubset(of: ReadModelBench.names) else {
            throw Self.misuse(
                "--size \(size.rawValue) is for read models: say --only rebuild,catch-up,flat,"
                    + "questions,growth.")
        }
        do {
            let report = try await Run(
                size: size, seed: seed, rounds: rounds ?? size.rounds, names: names,
                administrator: database, annals: annals ?? Self.neighbour
            ).report()
            print(format == .json ? report.json.canonicalText : report.table)
        } catch {
            Bench.say("\(error)")
            throw ExitCode.failure
        }
    }

    private func scenarios() throws -> Set<ScenarioName> {
        guard let only else { return Set(ScenarioName.allCases) }
        return try Set(
            only.split(separator: ",").map { name in
                if let scenario = ScenarioName(rawValue: String(name)) { return scenario }
                let all = ScenarioName.allCases.map(\.rawValue).joined(separator: ", ")
                throw Self.misuse("There is no scenario \(name); there are \(all).")
            })
    }

    /// One sentence and the exit code of misuse, without the usage around it.
    private static func misuse(_ sentence: String) -> ExitCode {
        Bench.say(sentence)
        return ExitCode(EX_USAGE)
    }

    /// `annals` in the folder of this program.
    private static var neighbour: String {
        guard let path = realpath("/proc/self/exe", nil) else { return "annals" }
        defer { free(path) }
        let program = String(cString: path)
        return (program.lastIndex(of: "/").map { program[...$0] } ?? "") + "annals"
    }
}
