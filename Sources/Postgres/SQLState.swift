/// The five characters by which PostgreSQL names an error; code matches these, never a text.
///
/// Source: PostgreSQL 15 documentation, appendix A, "PostgreSQL Error Codes". A module that
/// raises states of its own names them in an extension, as the one below does.
public struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) { self.rawValue = rawValue }
    public init(_ state: String) { rawValue = state }

    public var description: String { rawValue }
    /// The first two characters: `08` is every trouble with the connection.
    public var errorClass: Substring { rawValue.prefix(2) }
    /// Whether this service raised it: `AN001` and up.
    public var isOwn: Bool { errorClass == "AN" }
}

extension SQLState {
    public static let warning = SQLState("01000")
    public static let connectionFailure = SQLState("08006")
    public static let featureNotSupported = SQLState("0A000")
    public static let numericValueOutOfRange = SQLState("22003")
    public static let notNullViolation = SQLState("23502")
    public static let foreignKeyViolation = SQLState("23503")
    public static let uniqueViolation = SQLState("23505")
    public static let checkViolation = SQLState("23514")
    public static let activeTransaction = SQLState("25001")
    public static let readOnlyTransaction = SQLState("25006")
    public static let failedTransaction = SQLState("25P02")
    public static let invalidStatementName = SQLState("26000")
    public static let invalidPassword = SQLState("28P01")
    public static let unknownDatabase = SQLState("3D000")
    public static let serializationFailure = SQLState("40001")
    public static let deadlockDetected = SQLState("40P01")
    public static let insufficientPrivilege = SQLState("42501")
    public static let syntaxError = SQLState("42601")
    public static let duplicateTable = SQLState("42P07")
    public static let duplicateObject = SQLState("42710")
    public static let undefinedTable = SQLState("42P01")
    public static let undefinedFunction = SQLState("42883")
    public static let objectInUse = SQLState("55006")
    public static let lockNotAvailable = SQLState("55P03")
    public static let queryCanceled = SQLState("57014")
    public static let adminShutdown = SQLState("57P01")
    public static let crashShutdown = SQLState("57P02")
    public static let cannotConnectNow = SQLState("57P03")
}

extension SQLState {
    /// The stream holds another number of events than the caller believed.
    public static let wrongExpectedVersion = SQLState("AN001")
}
