import Dispatch

/// Runs work that waits for processes on a thread of its own, off Swift's cooperative threads.
func onThreadOfItsOwn<Value: Sendable>(
    _ work: @escaping @Sendable () throws(HostingError) -> Value
) async throws(HostingError) -> Value {
    let result: Result<Value, HostingError> = await withCheckedContinuation { continuation in
        DispatchQueue(label: "annals.hosting").async {
            continuation.resume(returning: Result(catching: work))
        }
    }
    return try result.get()
}
