import CLibpq
import Glibc

/// One row of an answer. Columns count from 0.
public struct Row: Sendable {
    let set: ResultSet
    let index: Int32

    public var columnCount: Int { Int(PQnfields(set.result)) }

    /// The names of the columns, as the server spells them.
    public var columnNames: [String] {
        (0..<PQnfields(set.result)).map { column in
            PQfname(set.result, column).map { String(cString: $0) } ?? ""
        }
    }

    /// Reads one column; `Value` is an optional type where NULL may come.
    ///
    /// - Throws: ``DatabaseError`` of kind `unreadable` when there is no such column, when it is
    ///   NULL, or when its type or value does not fit `Value`.
    public func decode<Value: SQLDecodable>(
        _ column: Int, as type: Value.Type = Value.self
    ) throws(DatabaseError) -> Value {
        guard column >= 0, column < columnCount else {
            throw unreadable("There is no column \(column) among \(columnCount).")
        }
        let column = Int32(truncatingIfNeeded: column)
        let sqlType = SQLType(rawValue: PQftype(set.result, column))
        guard let value = Value.decodeSQL(bytes(column), type: sqlType) else {
            throw mismatch(column, type: "\(Value.self)")
        }
        return value
    }

    /// Reads one column by its name, the first of that name.
    public func decode<Value: SQLDecodable>(
        _ name: String, as type: Value.Type = Value.self
    ) throws(DatabaseError) -> Value {
        for column in 0..<PQnfields(set.result) {
            guard let candidate = PQfname(set.result, column), strcmp(candidate, name) == 0 else {
                continue
            }
            return try decode(Int(column), as: type)
        }
        throw unreadable("There is no column \(name).")
    }

    /// Hands one column's binary form to the closure, without a copy; `nil` for NULL
    /// and where there is no such column.
    ///
    /// The buffer is valid in the call only.
    public func withBytes<Value, Failure: Error>(
        _ column: Int, _ body: (UnsafeRawBufferPointer?) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        guard column >= 0, column < columnCount else { return try body(nil) }
        return try withExtendedLifetime(set) { _ throws(Failure) in
            try body(bytes(Int32(truncatingIfNeeded: column)))
        }
    }

    /// Valid while the set lives.
    private func bytes(_ column: Int32) -> UnsafeRawBufferPointer? {
        guard PQgetisnull(set.result, index, column) == 0,
            let start = PQgetvalue(set.result, index, column)
        else { return nil }
        return UnsafeRawBufferPointer(
            start: start, count: Int(PQgetlength(set.result, index, column)))
    }

    private func mismatch(_ column: Int32, type: String) -> DatabaseError {
        let name = PQfname(set.result, column).map { String(cString: $0) } ?? String(column)
        if bytes(column) == nil { return unreadable("Column \(name) is NULL, not \(type).") }
        let oid = PQftype(set.result, column)
        return unreadable("Column \(name), of type \(oid), does not read as \(type).")
    }

    private func unreadable(_ message: String) -> DatabaseError {
        DatabaseError(kind: .unreadable, message: message)
    }
}
