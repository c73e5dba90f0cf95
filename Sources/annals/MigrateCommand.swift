import ArgumentParser
import EventStorage

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to this version's schema; safe at every start.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withLog { ledger in
            let names = try await Migrator(ledger.pool).migrate()
            for name in names { print("applied\t\(name)") }
            if names.isEmpty { print("up to date") }
        }
    }
}
