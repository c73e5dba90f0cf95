extension Connection {
    /// Runs a body, and what it calls that has no actor of its own, on this connection's thread.
    ///
    /// For a loop of many short calls: each costs two wake-ups of sleeping threads otherwise, up to
    /// 0.1 ms each on a virtual machine. What the body computes holds the connection up meanwhile.
    public nonisolated func onThread<Value: Sendable, Failure: Error>(
        _ body: () async throws(Failure) -> sending Value
    ) async throws(Failure) -> sending Value {
        try await withTaskExecutorPreference(thread, operation: body)
    }
}
