import CLibpq

extension Connection {
    /// Starts to receive what is sent to a channel, until the session ends.
    ///
    /// Needs a session of its own: through a transaction pooler nothing ever comes, silently.
    public func listen(_ channel: String) throws(DatabaseError) {
        try execute("LISTEN \(identifier: channel)")
        session.isListening = true
        session.updateHealth()
    }

    /// Waits for the next notification; the connection does nothing else meanwhile.
    ///
    /// - Returns: `nil` when none came in time.
    /// - Throws: ``DatabaseError`` of kind `cancelled` or `connectionLost`.
    public func waitForNotification(timeout: Duration) throws(DatabaseError) -> Notification? {
        try session.nextNotification(until: Clock.deadline(after: timeout))
    }
}

extension Session {
    func nextNotification(until deadline: Int64) throws(DatabaseError) -> Notification? {
        let handle = try begin(commits: false)
        flight.onInterruption = .abandonAtDeadline
        flight.deadline = nil
        while true {
            if let notification = takeNotification(handle) { return notification }
            guard PQstatus(handle) == CONNECTION_OK else {
                lose()
                throw .lost(outcome: .notCommitted)
            }
            if Self.taskIsCancelled { throw .cancelled }
            if Clock.now >= deadline { return nil }
            let left = (deadline - Clock.now) / 1_000_000 + 1
            try wait(atMost: Int32(clamping: max(0, min(left, Int64(Self.slice)))))
            _ = PQisBusy(handle)
        }
    }

    private func takeNotification(_ handle: OpaquePointer) -> Notification? {
        guard let notify = PQnotifies(handle) else { return nil }
        defer { PQfreemem(notify) }
        return Notification(
            channel: String(cString: notify.pointee.relname),
            payload: notify.pointee.extra.map { String(cString: $0) } ?? "",
            senderProcess: notify.pointee.be_pid)
    }
}
