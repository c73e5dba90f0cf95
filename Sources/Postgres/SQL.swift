/// One statement with its parameters, written as a string literal.
///
/// `"SELECT name FROM companies WHERE key = \(key)"` sends `$1` and the key beside it, in binary:
/// a value is never pasted into the text. `\(raw: text)` is pasted, `\(identifier: name)` is
/// quoted, and `\(sql)` of another statement takes its parameters along.
public struct SQL: ExpressibleByStringInterpolation, Equatable, Sendable {
    /// The text that the server parses, with `$1`, `$2` …
    public internal(set) var text: String
    var parameters: [Parameter] = []
    /// The binary forms of all parameters, one after another.
    var bytes: [UInt8] = []
    public private(set) var isPrepared = false

    /// Where one parameter's value is in `bytes`, and its `$n` in the text's UTF-8.
    struct Parameter: Equatable, Sendable {
        var type: SQLType
        var offset: Int
        /// −1 for NULL.
        var length: Int32
        var place: Int
    }

    /// A statement without parameters.
    public init(_ text: String) { self.text = text }
    public init(stringLiteral text: String) { self.text = text }
    public init(stringInterpolation: SQLInterpolation) { self = stringInterpolation.sql }

    /// The same statement, parsed and planned once per connection and known by its text.
    ///
    /// For statements that run often. Needs a session of its own: not for a shared pooler.
    public var prepared: SQL {
        var sql = self
        sql.isPrepared = true
        return sql
    }

    /// `query(.prepared("SELECT …"))`.
    public static func prepared(_ sql: SQL) -> SQL { sql.prepared }

    /// Appends another statement's text and parameters.
    public mutating func append(_ other: SQL) {
        var rest = other.text.utf8[...]
        for (index, parameter) in other.parameters.enumerated() {
            let digits = String(index + 1).utf8.count + 1
            let position = other.text.utf8.index(other.text.startIndex, offsetBy: parameter.place)
            text += String(Substring(rest[..<position]))
            rest = rest[other.text.utf8.index(position, offsetBy: digits)...]
            appendPlace(of: parameter, bytes: other.bytes)
        }
        text += String(Substring(rest))
    }

    private mutating func appendPlace(of parameter: Parameter, bytes other: [UInt8]) {
        var parameter = parameter
        let values = parameter.offset..<parameter.offset + Int(max(parameter.length, 0))
        parameter.offset = bytes.count
        parameter.place = text.utf8.count
        bytes.append(contentsOf: other[values])
        parameters.append(parameter)
        text += "$\(parameters.count)"
    }

    mutating func append<Value: SQLEncodable>(value: Value) {
        let start = bytes.count
        let isNull = value.isSQLNull
        if !isNull { value.appendSQL(to: &bytes) }
        parameters.append(
            Parameter(
                type: Value.sqlType, offset: start,
                length: isNull ? -1 : Int32(clamping: bytes.count - start), place: text.utf8.count))
        text += "$"
        text += String(parameters.count)
    }

    /// A name in double quotes, as PostgreSQL reads it letter by letter.
    static func quoted(_ identifier: String) -> String {
        var quoted = "\""
        for character in identifier.unicodeScalars {
            if character == "\"" { quoted += "\"" }
            quoted.unicodeScalars.append(character)
        }
        return quoted + "\""
    }
}
