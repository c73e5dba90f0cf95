import Answering
import ArgumentParser
import EventStorage
import Hosting
import Postgres
import Projections
import Sealing

/// Where the log is: every command that needs it has these.
struct DatabaseOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The database; else ANNALS_DATABASE_URL, else the private server.",
            valueName: "url"))
    var database: String?

    @OptionGroup var ledger: LedgerOption

    @Flag(name: .shortAndLong, help: "Say more on standard error.")
    var verbose = false

    /// The database that a user named, if any; an option names all of it.
    var given: DatabaseAddress? { database.map { DatabaseAddress(direct: $0) } ?? .ofEnvironment }

    /// Where the log is; starts the private server when it is needed and does not run.
    func address() async throws -> DatabaseAddress {
        let name = try ledger.name()
        return try await databaseAddress().of(name)
    }

    private func databaseAddress() async throws -> DatabaseAddress {
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
            return try await body(open(address, through: address.pool(size: 4)))
        }
    }

    private func open(
        _ address: DatabaseAddress, through pool: Pool
    ) async throws -> Ledger {
        if address.ledger != .usual, try await !LedgerList.exists(through: pool) {
            throw Failure(
                "There is no ledger \(address.ledger) in this database. See annals ledger list; "
                    + "annals ledger create \(address.ledger) makes it.", .usage)
        }
        return Ledger(
            address, pool: pool, keys: KeyFolder.usual.of(address.ledger),
            remark: { StandardError.print("annals: " + $0) },
            makeModels: { ledger, tables in
                try await ledger.project(
                    with: Projector(ledger.store, of: tables), saysStops: false)
            })
    }

    /// Asks, and prints the answer.
    func ask(
        _ asked: some Question, _ question: QuestionOptions, _ output: OutputOptions,
        ofEveryLedger: Bool = false
    ) async throws {
        if ofEveryLedger {
            return try output.show(try await answerOfLedgers(asked, question))
        }
        try await reading { ledger in
            try output.show(try await asked.answer(at: question.texts, in: ledger))
        }
    }

    private func answerOfLedgers(
        _ asked: some Question, _ question: QuestionOptions
    ) async throws -> Answer {
        try await reportingAllFailures {
            if ledger.ledger != nil {
                throw Failure("--ledger and --every-ledger exclude each other.", .usage)
            }
            if question.atPosition != nil {
                throw Failure(
                    "--at-position goes with one ledger: each has positions of its own.", .usage)
            }
            let address = try await address().of(.usual)
            let pool = address.questionPool()
            let names = try await LedgerList(pool).names()
            await pool.close()
            var answers: [(ledger: LedgerName, answer: Answer)] = []
            for name in names {
                do {
                    let answer = try await reading(address.of(name)) { ledger in
                        try await asked.answer(at: question.texts, in: ledger)
                    }
                    answers.append((name, answer))
                } catch let failure as Failure where failure.reason == .missing {
                    // A company that one of them does not know may be in another.
                    if name == names.last, answers.isEmpty { throw failure }
                }
            }
            return Answer(answers)
        }
    }

    /// Like ``withLog(_:)``, for a body that writes nothing: servers that only read are enough.
    func reading<Value>(_ body: (Ledger) async throws -> Value) async throws -> Value {
        try await reportingAllFailures { try await reading(try await address(), body) }
    }

    private func reading<Value>(
        _ address: DatabaseAddress, _ body: (Ledger) async throws -> Value
    ) async throws -> Value {
        guard let pool = address.readingPool(size: 4) else {
            return try await body(open(address, through: address.pool(size: 4)))
        }
        let ledger = try await open(address, through: pool)
        await ledger.catchUpWithPrimary()
        return try await body(ledger)
    }
}
