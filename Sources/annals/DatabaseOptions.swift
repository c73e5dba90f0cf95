import Answering
import ArgumentParser
import EventStorage
import Hosting
import Postgres
import Projections

/// Where the log is: every command that needs it has these.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database; else ANNALS_DATABASE_URL, else the private server.",
            valueName: "url"))
    var database: String?

    @Flag(name: .shortAndLong, help: "Say more on standard error.")
    var verbose = false

    /// The URL that a user named, if any.
    var givenURL: String? { database ?? environment("ANNALS_DATABASE_URL") }

    /// The database's URL; starts the private server when it is needed and does not run.
    func url() async throws -> String {
        if let givenURL { return givenURL }
        let server = PrivateServer()
        if case .running = server.status().state { return server.url }
        if StandardError.isTerminal || verbose {
            StandardError.print("annals: starting the private server in \(server.folder.home)")
        }
        let url = try await server.start()
        let pool = Pool(url, size: 1)
        _ = try await Migrator(pool).migrate()
        await pool.close()
        return url
    }

    /// Runs the body with the log and its read models, and turns errors into sentences.
    func withLog<Value>(_ body: (Ledger) async throws -> Value) async throws -> Value {
        try await reportingAllFailures {
            let url = try await url()
            return try await body(
                Ledger(
                    url: url, pool: Pool(url, size: 4), keys: .usual,
                    remark: { StandardError.print("annals: " + $0) },
                    makeModels: { ledger, tables in
                        try await ledger.project(
                            with: Projector(ledger.store, of: tables), saysStops: false)
                    }))
        }
    }

    /// Asks, and prints the answer.
    func ask(
        _ asked: some Question, _ question: QuestionOptions, _ output: OutputOptions
    ) async throws {
        try await withLog { ledger in
            try output.show(try await asked.answer(at: question.texts, in: ledger))
        }
    }
}
