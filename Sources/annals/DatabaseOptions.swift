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

    /// The database that a user named, if any; an option names all of it.
    var given: DatabaseAddress? { database.map { DatabaseAddress(direct: $0) } ?? .ofEnvironment }

    /// Where the database is; starts the private server when it is needed and does not run.
    func address() async throws -> DatabaseAddress {
        if let given { return given }
        let server = PrivateServer()
        if case .running = server.status().state { return DatabaseAddress(direct: server.url) }
        if StandardError.isTerminal || verbose {
            StandardError.print("annals: starting the private server in \(server.folder.home)")
        }
        let url = try await server.start()
        let pool = Pool(url, size: 1)
        _ = try await Migrator(pool).migrate()
        await pool.close()
        return DatabaseAddress(direct: url)
    }

    /// Runs the body with the log and its read models, and turns errors into sentences.
    func withLog<Value>(_ body: (Ledger) async throws -> Value) async throws -> Value {
        try await reportingAllFailures {
            let address = try await address()
            return try await body(ledger(at: address, through: address.pool(size: 4)))
        }
    }

    private func ledger(at address: DatabaseAddress, through pool: Pool) -> Ledger {
        Ledger(
            address, pool: pool, keys: .usual,
            remark: { StandardError.print("annals: " + $0) },
            makeModels: { ledger, tables in
                try await ledger.project(
                    with: Projector(ledger.store, of: tables), saysStops: false)
            })
    }

    /// Asks, and prints the answer.
    func ask(
        _ asked: some Question, _ question: QuestionOptions, _ output: OutputOptions
    ) async throws {
        try await reading { ledger in
            try output.show(try await asked.answer(at: question.texts, in: ledger))
        }
    }

    /// Like ``withLog(_:)``, for a body that writes nothing: servers that only read are enough.
    func reading<Value>(_ body: (Ledger) async throws -> Value) async throws -> Value {
        try await reportingAllFailures {
            let address = try await address()
            guard let pool = address.readingPool(size: 4) else {
                return try await body(ledger(at: address, through: address.pool(size: 4)))
            }
            let ledger = ledger(at: address, through: pool)
            await ledger.catchUpWithPrimary()
            return try await body(ledger)
        }
    }
}
