import EventStorage
import Hosting
import Ingestion
import Postgres
import Projections

/// Why a command stops: one sentence for people and an exit code for programs.
struct CommandFailure: Error {
    let message: String
    let status: ExitStatus

    init(_ message: String, _ status: ExitStatus) {
        self.message = message
        self.status = status
    }

    init(_ error: EventStoreError) {
        switch error {
        case .database(let error): self.init(error)
        case .wrongExpectedVersion, .conditionMet: self.init("\(error)", .busy)
        case .conflict, .refused: self.init("\(error)", .badInput)
        case .unreadable, .notMigrated, .newerSchema, .altered: self.init("\(error)", .failed)
        }
    }

    init(_ error: DatabaseError) {
        switch error.kind {
        case .cannotConnect, .connectionLost: self.init("\(error)", .unavailable)
        case .misuse: self.init("\(error)", .usage)
        default:
            self.init("\(error)", error.sqlState == .insufficientPrivilege ? .notAllowed : .failed)
        }
    }

    init(_ error: DigestError) {
        switch error {
        case .store(let error): self.init(error)
        case .behind: self.init("\(error)", .busy)
        case .notBuilt: self.init("\(error)", .failed)
        }
    }

    init(_ error: BuildError) {
        switch error {
        case .store(let error): self.init(error)
        case .busy, .tableInUse, .discarded: self.init("\(error)", .busy)
        case .noFormer: self.init("\(error)", .usage)
        case .badEvent: self.init("\(error)", .failed)
        }
    }

    init(_ error: FetcherError) {
        switch error {
        case .userAgentMissing, .userAgentUnusable, .secretMissing:
            self.init("\(error).", .usage)
        case .limit, .store: self.init("\(error).", .failed)
        case .cancelled: self.init("\(error).", .busy)
        }
    }

    init(_ error: HostingError) {
        switch error {
        case .busy, .stillStarting: self.init("\(error)", .busy)
        case .wrongOwner, .folderUnusable, .accountShutOut: self.init("\(error)", .notAllowed)
        default: self.init("\(error)", .unavailable)
        }
    }
}

/// Runs a body and turns the errors of the modules into a ``CommandFailure``.
func reportingFailures<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch let error as EventStoreError {
        throw CommandFailure(error)
    } catch let error as DatabaseError {
        throw CommandFailure(error)
    } catch let error as DigestError {
        throw CommandFailure(error)
    } catch let error as BuildError {
        throw CommandFailure(error)
    } catch let error as HostingError {
        throw CommandFailure(error)
    } catch let error as FetcherError {
        throw CommandFailure(error)
    } catch let error as OrderError {
        throw CommandFailure("\(error)", .usage)
    } catch let error as SourceError {
        throw CommandFailure("\(error)", .badInput)
    }
}
