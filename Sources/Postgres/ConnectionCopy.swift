extension Connection {
    /// Loads rows with COPY: all of them, or none when the body or the server fails.
    ///
    /// The body must not use the connection. Inside a transaction a failure fails it.
    ///
    /// - Parameters:
    ///   - command: `COPY table (a, b) FROM STDIN (FORMAT binary)`.
    ///   - columns: How many columns the command names.
    /// - Returns: How many rows the server stored.
    /// - Throws: What the body throws, or ``DatabaseError``.
    @discardableResult
    public func copyIn(
        _ command: String, columns: Int, _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        try session.copyIn(command, columns: columns, body)
    }

    /// Reads rows with COPY and hands them to the body as they come, in flat memory.
    ///
    /// When the body throws, the COPY is cancelled; an open transaction has then failed. The body
    /// must not use the connection.
    ///
    /// - Parameter command: `COPY (SELECT …) TO STDOUT (FORMAT binary)`.
    /// - Throws: What the body throws, or ``DatabaseError``, perhaps after some rows.
    public func copyOut(_ command: String, _ body: (inout CopyRow) throws -> Void) throws {
        try session.copyOut(command, body)
    }

    /// The same from outside the connection's thread.
    @discardableResult
    public func copyIn(
        _ command: String, columns: Int, _ body: @Sendable (inout CopyWriter) throws -> Void
    ) async throws -> Int {
        try session.copyIn(command, columns: columns, body)
    }

    /// The same from outside the connection's thread.
    public func copyOut(
        _ command: String, _ body: @Sendable (inout CopyRow) throws -> Void
    ) async throws {
        try session.copyOut(command, body)
    }
}
