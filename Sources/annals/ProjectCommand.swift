import ArgumentParser
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
}
