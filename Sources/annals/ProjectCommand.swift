import ArgumentParser
import EventStorage
import Postgres
import Projections
import Rendering

struct ProjectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "project", abstract: "Bring the read models up to the log's head.")

    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withLog { ledger in
            let head = try await ledger.project()
            if database.verbose { StandardError.print("annals: read models at position \(head)") }
        }
    }
}

extension Ledger {
    /// Brings the read models up to date, with progress on a terminal.
    @discardableResult
    func project() async throws -> Int64 {
        let meter = ProgressMeter("Read models")
        let head = try await Projector(store).run { position, head in
            meter.show(done: position, of: head)
        }
        meter.finish()
        return head
    }

    /// As ``project()`` after recording, which an account may be allowed to without being allowed
    /// to write read models: then it says so, and what was recorded stays a success.
    func projectWhereAllowed() async throws {
        do {
            try await project()
        } catch EventStoreError.database(let error)
            where error.sqlState == .insufficientPrivilege
        {
            StandardError.print(
                "annals: this account may not write read models; another has to run annals project")
        }
    }
}
