import CLibpq

/// What a pool asks of a connection between two users.
extension Connection {
    /// Whether the server is still there; asks the thread only when something has come.
    nonisolated func isFit() async -> Bool {
        guard health.state == .clean else { return false }
        let socket = health.socket.load(ordering: .relaxed)
        return Line.peek(socket) == .quiet ? true : await stillStands()
    }

    private func stillStands() -> Bool {
        do {
            _ = try session.begin(commits: false, onInterruption: .abandonAfterGrace)
            return true
        } catch {
            return false
        }
    }

    /// Undoes what a user left: an open transaction, LISTEN, a timeout of its own.
    func restore() {
        session.restore()
    }

    /// Like ``perform(_:)`` with ``restore()`` after it, in one hop.
    func performAndRestore<Value: Sendable, Failure: Error>(
        _ body: @Sendable (isolated Connection) throws(Failure) -> Value
    ) throws(Failure) -> Value {
        defer { if health.state == .used { session.restore() } }
        return try body(self)
    }
}

extension Session {
    func restore() {
        rollBack()
        statementTimeout = options.statementTimeout
        if isListening, handle != nil {
            do {
                _ = try run("UNLISTEN *", commits: false, onInterruption: .abandonAfterGrace)
                isListening = false
                while let handle, let notify = PQnotifies(handle) { PQfreemem(notify) }
            } catch {
                lose()
            }
        }
        updateHealth()
    }
}
