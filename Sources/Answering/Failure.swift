import EventStorage
import Ingestion
import Postgres
import Projections
import Proofs
import Sealing

/// Why something is not done or not answered: one sentence for people, a status for programs.
public struct Failure: Error {
    public let message: String
    public let status: ExitStatus
    public let reason: Reason

    /// Why a question is not answered that can be read, where that matters beside the status.
    public enum Reason: Sendable {
        /// What it names is not there: an unknown company, a position beyond the log.
        case missing
        /// What it names is several: it says which.
        case ambiguous
        case other
    }

    public init(_ message: String, _ status: ExitStatus, _ reason: Reason = .other) {
        self.message = message
        self.status = status
        self.reason = reason
    }

    public init(_ error: EventStoreError) {
        switch error {
        case .database(let error): self.init(error)
        case .wrongExpectedVersion, .conditionMet: self.init("\(error)", .busy)
        case .conflict, .refused: self.init("\(error)", .badInput)
        case .archived: self.init("\(error)", .unavailable)
        case .unreadable, .notMigrated, .newerSchema, .altered, .setBack:
            self.init("\(error)", .failed)
        }
    }

    public init(_ error: DatabaseError) {
        switch error.kind {
        case .cannotConnect, .connectionLost: self.init("\(error)", .unavailable)
        case .misuse: self.init("\(error)", .usage)
        default:
            self.init("\(error)", error.sqlState == .insufficientPrivilege ? .notAllowed : .failed)
        }
    }

    public init(_ error: DigestError) {
        switch error {
        case .store(let error): self.init(error)
        case .behind: self.init("\(error)", .busy)
        case .notBuilt: self.init("\(error)", .failed)
        }
    }

    public init(_ error: BuildError) {
        switch error {
        case .store(let error): self.init(error)
        case .busy, .tableInUse, .discarded: self.init("\(error)", .busy)
        case .noFormer: self.init("\(error)", .usage)
        case .badEvent: self.init("\(error)", .failed)
        }
    }

    public init(_ error: SealError) {
        switch error {
        case .store(let error): self.init(error)
        case .file(let failure):
            self.init("\(failure)", failure.isForbidden ? .notAllowed : .failed)
        case .noKey, .keyExists, .notThere, .notSealed, .otherOrigin, .archive:
            self.init("\(error)", .usage)
        case .openKey: self.init("\(error)", .notAllowed)
        case .proof(.malformed): self.init("\(error)", .badInput)
        case .proof, .fork: self.init("\(error)", .failed)
        }
    }
}

extension Failure {
    /// An error of any of the modules as a failure; `nil` for an error of others, as the end of a
    /// command line.
    public init?(known error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as EventStoreError: self.init(error)
        case let error as DatabaseError: self.init(error)
        case let error as DigestError: self.init(error)
        case let error as BuildError: self.init(error)
        case let error as SealError: self.init(error)
        case let error as ProofError: self.init("\(error)", .badInput)
        case let error as FileFailure:
            self.init("\(error)", error.isForbidden ? .notAllowed : .failed)
        case let error as OrderError: self.init("\(error)", .usage)
        case let error as SourceError: self.init("\(error)", .badInput)
        default: return nil
        }
    }
}

/// Runs a body and turns the errors of the modules into a ``Failure``.
public func reportingFailures<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch {
        guard let failure = Failure(known: error) else { throw error }
        throw failure
    }
}
