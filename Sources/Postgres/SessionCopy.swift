import CLibpq

extension Session {
    /// Sends a COPY and reads the answer that opens the flow of rows.
    private func openCopy(
        _ command: String, _ expected: ExecStatusType, columns: Int?
    ) throws(DatabaseError) {
        try sendText(command)
        guard let result = try nextResult() else { throw .lost(outcome: outcomeIfLost) }
        let status = PQresultStatus(result)
        guard status == expected else {
            if status == PGRES_COPY_IN || status == PGRES_COPY_OUT { try refuseCopy() }
            try refuseOpening(result)
            throw .misuse("The command is no COPY in this direction.")
        }
        let isBinary = PQbinaryTuples(result) == 1
        let count = Int(PQnfields(result))
        PQclear(result)
        if isBinary, columns.map({ $0 == count }) ?? true { return }
        try refuseCopy()
        _ = try? collect()
        throw .misuse(
            isBinary
                ? "COPY has \(count) columns, not \(columns ?? count)."
                : "COPY is without FORMAT binary.")
    }

    /// Reads on after another first result than expected.
    private func refuseOpening(_ result: OpaquePointer) throws(DatabaseError) {
        let isError = PQresultStatus(result) == PGRES_FATAL_ERROR
        guard isError else {
            PQclear(result)
            _ = try? collect()
            return
        }
        let failure = self.failure(result)
        _ = try? collect()
        throw failure
    }

    // MARK: In

    func copyIn(
        _ command: String, columns: Int, _ body: (inout CopyWriter) throws -> Void
    ) throws -> Int {
        let handle = try begin()
        let commits = flight.mayCommit
        flight.mayCommit = false
        try openCopy(command, PGRES_COPY_IN, columns: columns)
        var writer = CopyWriter(session: self, columns: columns)
        do {
            try body(&writer)
            try writer.finish()
            if Self.taskIsCancelled { throw DatabaseError.cancelled }
        } catch {
            throw try abortCopyIn(handle, because: error)
        }
        flight.mayCommit = commits
        PQputCopyEnd(handle, nil)
        try flush()
        return try collect()?.affectedRows ?? 0
    }

    /// Tells the server to forget the rows.
    ///
    /// - Returns: The error to throw: the server's where it refused a row, else the reason.
    private func abortCopyIn(
        _ handle: OpaquePointer, because reason: any Error
    ) throws -> any Error {
        guard self.handle != nil else { return reason }
        PQputCopyEnd(handle, "given up by the client")
        try flush()
        do throws(DatabaseError) {
            _ = try collect()
        } catch {
            if reason as? DatabaseError == .refusedRow { return error }
        }
        return reason
    }

    /// Hands rows to libpq and sends them.
    func putCopyData(_ bytes: UnsafeRawBufferPointer) throws(DatabaseError) {
        guard let handle else { throw .lost(outcome: outcomeIfLost) }
        let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
        guard PQputCopyData(handle, start, Int32(bytes.count)) == 1 else {
            throw sendFailure(handle)
        }
        try flush()
        try checkPatience(handle)
        if let reason = flight.reason { throw interruptionError(reason) }
        if hasPendingError(handle) { throw .refusedRow }
    }

    private func interruptionError(_ reason: DatabaseError.Kind) -> DatabaseError {
        DatabaseError(kind: reason, message: "The COPY was cancelled.")
    }

    /// Whether the server's error waits to be read: libpq looks for it only after the last row.
    ///
    /// Seen on plain connections only; with TLS the rows are sent in vain.
    private func hasPendingError(_ handle: OpaquePointer) -> Bool {
        Line.peek(PQsocket(handle)) == .data(firstByte: 0x45)
    }

    // MARK: Out

    func copyOut(_ command: String, _ body: (inout CopyRow) throws -> Void) throws {
        let handle = try begin()
        try openCopy(command, PGRES_COPY_OUT, columns: nil)
        var thrown: (any Error)?
        do {
            try readCopy(handle, body)
        } catch {
            if self.handle == nil { throw error }
            thrown = error
            interrupt(.cancelled)
            try drainCopyOut()
        }
        do {
            _ = try collect()
        } catch {
            throw thrown ?? error
        }
        if let thrown { throw thrown }
    }

    private func readCopy(
        _ handle: OpaquePointer, _ body: (inout CopyRow) throws -> Void
    ) throws {
        var buffer: UnsafeMutablePointer<CChar>?
        var isFirst = true
        while true {
            let count = PQgetCopyData(handle, &buffer, 1)
            if count > 0 {
                defer { PQfreemem(buffer) }
                var bytes = UnsafeRawBufferPointer(start: buffer, count: Int(count))
                if isFirst { bytes = try Self.skippingHeader(bytes) }
                isFirst = false
                try Self.readRows(bytes, body)
            } else if count == 0, PQstatus(handle) == CONNECTION_OK {
                try wait()
            } else {
                return
            }
        }
    }

    /// Source: PostgreSQL 15 documentation, COPY, "Binary Format": 11 bytes of signature, flags,
    /// and an extension with its length before it.
    private static func skippingHeader(
        _ bytes: UnsafeRawBufferPointer
    ) throws(DatabaseError) -> UnsafeRawBufferPointer {
        guard bytes.count >= 19 else { throw .malformedCopy }
        let length = Int(bytes.bigEndian(UInt32.self, at: 15))
        guard length <= bytes.count - 19 else { throw .malformedCopy }
        return UnsafeRawBufferPointer(rebasing: bytes[(19 + length)...])
    }

    private static func readRows(
        _ bytes: UnsafeRawBufferPointer, _ body: (inout CopyRow) throws -> Void
    ) throws {
        var rest = bytes
        while var row = CopyRow(rest) {
            try body(&row)
            row.skipToEnd()
            if row.isMalformed { throw DatabaseError.malformedCopy }
            rest = row.rest
        }
    }
}

extension DatabaseError {
    static let malformedCopy = DatabaseError(
        kind: .unreadable, message: "COPY sent rows in another form than documented.")
    static let refusedRow = DatabaseError(message: "The server refused a row of COPY.")
}
