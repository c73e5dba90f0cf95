/// What may stand in `\( )` of an ``SQL`` literal.
public struct SQLInterpolation: StringInterpolationProtocol, Sendable {
    var sql = SQL("")

    public init(literalCapacity: Int, interpolationCount: Int) {
        sql.text.reserveCapacity(literalCapacity + 3 * interpolationCount)
        sql.parameters.reserveCapacity(interpolationCount)
        sql.bytes.reserveCapacity(24 * interpolationCount)
    }

    public mutating func appendLiteral(_ literal: String) { sql.text += literal }

    /// A parameter, sent beside the text.
    public mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value) {
        sql.append(value: value)
    }

    /// A parameter that may be NULL. Said apart, for the compiler takes an optional in an
    /// interpolation for a slip.
    public mutating func appendInterpolation<Value: SQLEncodable>(_ value: Value?) {
        sql.append(value: value)
    }

    /// A piece of SQL with its parameters.
    public mutating func appendInterpolation(_ fragment: SQL) { sql.append(fragment) }

    /// SQL pasted as it is: never a value from outside.
    public mutating func appendInterpolation(raw text: String) { sql.text += text }

    /// A name of a table, column or channel, quoted.
    public mutating func appendInterpolation(identifier name: String) {
        sql.text += SQL.quoted(name)
    }
}
