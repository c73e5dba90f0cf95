import ArgumentParser
import EventStorage

struct MigrateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate",
        abstract: "Bring the database to this version's schema; safe at every start.",
        discussion: "All its ledgers, unless one is named.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await reportingAllFailures {
            let address = try await database.address()
            let pool = address.pool(size: 1)
            var names = try await Migrator(pool).migrate()
            if address.ledger == .usual {
                for ledger in try await LedgerList(pool).names() where ledger != .usual {
                    let other = address.of(ledger).pool(size: 1)
                    names += try await Migrator(other).migrate().map { "\(ledger): \($0)" }
                    await other.close()
                }
            }
            for name in names { print("applied\t\(name)") }
            if names.isEmpty { print("up to date") }
        }
    }
}
