import EventStorage
import Postgres

/// Why a rebuild stopped; what it had done stays, and the next one goes on from there.
public enum BuildError: Error, Equatable, Sendable {
    /// The log or the database failed.
    case store(EventStoreError)
    /// Another process is at it. Wait for it.
    case busy
    /// Readers held a table all the time; the swap gave way to them. Try again later.
    case tableInUse(projection: String)
    /// There is no former table of this projection to go back to.
    case noFormer(projection: String)
    /// The projection met an event that it cannot take while it caught up.
    case badEvent(BadEvent)
    /// The build was thrown away meanwhile: by another process, of another version.
    case discarded
}

extension BuildError: DatabaseFailure {
    public init(_ error: DatabaseError) { self = .store(EventStoreError(error)) }
}

extension BuildError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .store(let error): "\(error)"
        case .busy: "Another rebuild is under way."
        case .tableInUse(let projection):
            "Readers held the table of \(projection) all the time; what was built stays. Try again."
        case .noFormer(let projection):
            "There is no former table of \(projection) to go back to."
        case .badEvent(let bad):
            """
            \(bad.projection) cannot take the event at position \(bad.position) (\(bad.type)), \
            \(bad.category.rawValue): \(bad.reason).
            """
        case .discarded: "The build was thrown away meanwhile by another process."
        }
    }
}

extension BuildError {
    /// Runs a body that throws what the log or the database throws.
    @discardableResult
    static func wrapping<Value>(
        _ body: () throws(EventStoreError) -> Value
    ) throws(BuildError) -> Value {
        do throws(EventStoreError) { return try body() } catch { throw .store(error) }
    }

    @discardableResult
    static func wrappingDatabase<Value>(
        _ body: () throws(DatabaseError) -> Value
    ) throws(BuildError) -> Value {
        do throws(DatabaseError) { return try body() } catch { throw BuildError(error) }
    }
}
