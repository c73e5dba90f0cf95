import EventStorage
import Postgres

/// Why there is no digest.
public enum DigestError: Error, Equatable {
    /// There is no such read model, or none of this program's version: run the projector.
    case notBuilt(projection: String)
    /// A read model has not reached the position. Wait for it, or run the projector.
    case behind(projection: String, reached: Int64, asked: Int64)
    /// A digest was not made; nothing is changed.
    case store(EventStoreError)
}

extension DigestError: DatabaseFailure {
    public init(_ error: DatabaseError) { self = .store(EventStoreError(error)) }
}

extension DigestError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notBuilt(let projection):
            "There is no read model \(projection) of this version: run annals project."
        case .behind(let projection, let reached, let asked):
            "The read model \(projection) is at \(reached), not yet at \(asked): run annals project."
        case .store(let error): "\(error)"
        }
    }
}
