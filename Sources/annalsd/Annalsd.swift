import Answering
import ArgumentParser
@preconcurrency import Glibc
import Logging
import Sealing
import TimelineService

/// `annalsd`: the log and its read models over HTTP.
///
/// stdout has its address once it listens, stderr its log; the exit codes are those of `annals`.
@main
struct Annalsd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "annalsd",
        abstract: "The log and its read models over HTTP, for programs and for browsers.",
        discussion: """
            Answers what annals answers, keeps the read models up to date, seals the log where there is \
            a key, and tells of new events as they come. /openapi.json describes it; a browser begins \
            at /. Several copies on one database share the work.

            Without --listen only this machine reaches it, and reading needs no token; writing always \
            does: annals token create NAME --role recorder. Where others reach it, reading needs one \
            too, unless --open-reads says otherwise.
            """,
        version: "0.1.0")

    @Option(
        help: ArgumentHelp(
            "The database; else ANNALS_DATABASE_URL. The private server's is told by annals server "
                + "status.", valueName: "url"))
    var database: String?

    @Option(help: ArgumentHelp("Address and port.", valueName: "host:port"))
    var listen = "127.0.0.1:8080"

    @Flag(help: "Answer questions without a token also where other machines reach this.")
    var openReads = false

    @Flag(help: "Want a token for questions also where only this machine reaches this.")
    var closedReads = false

    @Option(help: ArgumentHelp("Serve TLS with this certificate chain (PEM).", valueName: "file"))
    var tlsCertificate: String?

    @Option(help: ArgumentHelp("The certificate's private key (PEM).", valueName: "file"))
    var tlsKey: String?

    @Option(help: ArgumentHelp("Requests a second of one caller; 0 for no limit.", valueName: "n"))
    var rate: Double = 200

    @Option(help: ArgumentHelp("The biggest body, in MiB.", valueName: "n"))
    var mostBody: Int = 8

    @Option(
        help: ArgumentHelp(
            "Ingest on a schedule: '15m edgar-latest'; may be repeated.", valueName: "schedule"))
    var ingest: [String] = []

    @Flag(help: "Leave the read models to others.")
    var noProject = false

    @Flag(help: "Sign nothing.")
    var noSeal = false

    @Option(help: ArgumentHelp("The log's name, as its key has it; else the only one there is."))
    var origin: String?

    @Option(
        help: ArgumentHelp(
            "Where keys are kept; else ANNALS_KEY_FOLDER, else keys in the data folder.",
            valueName: "folder"))
    var keyFolder: String?

    @Flag(name: .shortAndLong, help: "Log also what goes well.")
    var verbose = false

    func validate() throws {
        if openReads, closedReads {
            throw ValidationError("--open-reads and --closed-reads exclude each other.")
        }
        if (tlsCertificate == nil) != (tlsKey == nil) {
            throw ValidationError("--tls-certificate and --tls-key go together.")
        }
        guard rate >= 0, (1...1_024).contains(mostBody) else {
            throw ValidationError("--rate is 0 or more, --most-body between 1 and 1024.")
        }
    }

    func run() async throws {
        let settings = try settings()
        let address = database.map { DatabaseAddress(direct: $0) } ?? .ofEnvironment
        guard let address else {
            throw Failure(
                "Say where the database is: --database URL or ANNALS_DATABASE_URL. "
                    + "annals server status tells the private server's.", .usage)
        }
        let logger = logger()
        let scheme = settings.tls == nil ? "http" : "https"
        let server = AnnalsServer(
            settings: settings, address: address, keys: keyFolder.map { KeyFolder($0) } ?? .usual,
            logger: logger)
        try await reportingFailures {
            try await server.run(program: Self.siblingProgram) { port in
                // The one line of stdout: who started this on port 0 learns where it is.
                print("\(scheme)://\(settings.shownHost):\(port)/")
                fflush(nil)
                logger.notice("listening on \(scheme)://\(settings.shownHost):\(port)/")
            }
        }
    }

    private func settings() throws(Failure) -> ServiceSettings {
        guard let colon = listen.lastIndex(of: ":"),
            let port = Int(listen[listen.index(after: colon)...]), (0...65_535).contains(port),
            colon > listen.startIndex
        else {
            throw Failure("--listen \(listen) is no address; write it as 127.0.0.1:8080.", .usage)
        }
        let host = listen[..<colon].filter { $0 != "[" && $0 != "]" }
        var settings = ServiceSettings(host: String(host), port: port)
        if openReads { settings.readsAreOpen = true }
        if closedReads { settings.readsAreOpen = false }
        if let tlsCertificate, let tlsKey { settings.tls = (tlsCertificate, tlsKey) }
        settings.requestsPerSecond = rate
        settings.requestsAtOnce = rate * 2
        settings.mostBodyBytes = mostBody << 20
        settings.projects = !noProject
        settings.seals = !noSeal
        settings.origin = origin
        settings.schedule = try ingest.map { text throws(Failure) in try ScheduledIngest(text) }
        return settings
    }

    private func logger() -> Logger {
        LoggingSystem.bootstrap(StreamLogHandler.standardError)
        var logger = Logger(label: "annalsd")
        logger.logLevel = verbose ? .info : .notice
        return logger
    }

    /// `annals` as it was installed beside this program.
    private static var siblingProgram: String {
        var path = [CChar](repeating: 0, count: 4_096)
        let count = readlink("/proc/self/exe", &path, path.count - 1)
        guard count > 0 else { return "annals" }
        let own = String(decoding: path[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        let folder = own.prefix(upTo: own.lastIndex(of: "/") ?? own.startIndex)
        let sibling = folder + "/annals"
        return access(String(sibling), X_OK) == 0 ? String(sibling) : "annals"
    }

    static func main() async {
        do {
            var command = try parseAsRoot()
            if let own = command as? Annalsd { try await own.run() } else { try command.run() }
        } catch let failure as Failure {
            fputs("annalsd: \(failure.message)\n", stderr)
            exit(withError: ExitCode(failure.status.rawValue))
        } catch {
            exit(withError: error)
        }
    }
}

extension ServiceSettings {
    /// As an address has it.
    fileprivate var shownHost: String { host.contains(":") ? "[\(host)]" : host }
}
