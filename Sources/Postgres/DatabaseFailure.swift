/// An error type that can carry what the database said.
///
/// A module whose errors conform can give ``Connection/transaction(_:throwing:_:)`` a body that
/// throws them, and gets back nothing else.
public protocol DatabaseFailure: Error {
    init(_ error: DatabaseError)
}

extension DatabaseError: DatabaseFailure {
    public init(_ error: DatabaseError) { self = error }
}
