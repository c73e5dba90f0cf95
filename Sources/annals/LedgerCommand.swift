import Answering
import ArgumentParser
import EventStorage
import Postgres

struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "Several logs side by side in one database: made and listed.",
        discussion: """
            Each ledger has schemas of its own, and so its own order, proof, checkpoints, read models \
            and tokens: one for each jurisdiction or client, say. --ledger NAME or ANNALS_LEDGER \
            names one to every command; without, the usual one is meant, which is called annals. Its \
            keys lie in @NAME in the key folder, or in ANNALS_SIGNING_KEY_NAME.
            """,
        subcommands: [List.self, Create.self])

    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "The ledgers that are here: their events, and how many of them are signed.")

        @OptionGroup var output: OutputOptions
        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await reportingAllFailures {
                let address = try await database.address().of(.usual)
                let list = LedgerList(address.questionPool())
                try output.show(Answer(ledgers: try await list.entries()))
            }
        }
    }

    struct Create: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a ledger; one that is there is left as it is.")

        @Argument(help: "1 to 32 lower-case letters and digits, a letter first.")
        var name: String

        @OptionGroup var database: DatabaseOptions

        func run() async throws {
            try await reportingAllFailures {
                let name = try LedgerOption.name(name)
                let pool = try await database.address().of(name).pool(size: 1)
                let files = try await Migrator(pool).migrate()
                StandardError.print(
                    files.isEmpty
                        ? "annals: ledger \(name) is there already"
                        : "annals: made ledger \(name); --ledger \(name) means it")
            }
        }
    }
}

/// Answers from all ledgers at once: commands that list what several companies have.
struct LedgersOption: ParsableArguments {
    @Flag(help: "Of every ledger of the database, each record with its ledger.")
    var everyLedger = false
}
