import Answering
import ArgumentParser
import EventStorage
import Hosting
import Postgres

struct ServerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "server", abstract: "The private PostgreSQL server: start, stop, status.",
        subcommands: [Start.self, Stop.self, Status.self], defaultSubcommand: Status.self)

    struct Start: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Start the private server, making it first where there is none.")

        func run() async throws {
            try await reportingAllFailures {
                let url = try await PrivateServer().start()
                let pool = Pool(url, size: 1)
                _ = try await Migrator(pool).migrate()
                await pool.close()
                print(url)
            }
        }
    }

    struct Stop: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Stop the private server; what is recorded stays.")

        func run() async throws {
            try await reportingAllFailures {
                let wasRunning = try await PrivateServer().stop()
                StandardError.print(
                    wasRunning
                        ? "annals: the private server has stopped"
                        : "annals: the private server was not running")
            }
        }
    }

    struct Status: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Say whether the private server runs, and where it is.")

        @Flag(help: "Exit with 3 when it does not run.")
        var exitCode = false

        func run() async throws {
            let status = PrivateServer().status()
            print("state\t\(status.state.words)")
            print("folder\t\(status.folder.home)")
            print("url\t\(status.url)")
            if let version = status.majorVersion { print("postgresql\t\(version)") }
            if case .unusable(let error) = status.state { throw Failure(error) }
            if case .running = status.state { return }
            if exitCode { throw ExitStatus.findings.exitCode }
        }
    }
}

extension ServerStatus.State {
    fileprivate var words: String {
        switch self {
        case .notMade: "not made yet; annals server start makes it"
        case .stopped: "stopped"
        case .busy(let process): "starting or stopping (process \(process))"
        case .running(let process): "running (process \(process))"
        case .unusable: "unusable"
        }
    }
}
