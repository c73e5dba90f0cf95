import Glibc
import Synchronization

/// A short line of batches between the thread that receives and the task that decodes.
///
/// The receiver waits on its own thread when the line is full; the reader suspends when it is
/// empty.
final class EntryBatches: Sendable {
    struct Stopped: Error {}

    private struct State {
        var batches: [EntryBatch] = []
        var end: Result<Void, EventStoreError>?
        var isStopped = false
        var reader: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())
    private static let most = 4

    /// Called on the connection's thread: waits there while the line is full.
    func put(_ batch: EntryBatch) throws {
        while true {
            let (isTaken, reader) = try state.withLock { state in
                if state.isStopped { throw Stopped() }
                guard state.batches.count < Self.most else {
                    return (false, nil as CheckedContinuation<Void, Never>?)
                }
                state.batches.append(batch)
                defer { state.reader = nil }
                return (true, state.reader)
            }
            reader?.resume()
            if isTaken { return }
            usleep(200)
        }
    }

    func finish(_ end: Result<Void, EventStoreError>) {
        let reader = state.withLock { state in
            state.end = end
            defer { state.reader = nil }
            return state.reader
        }
        reader?.resume()
    }

    /// The reader goes away; the receiver's next ``put(_:)`` throws.
    func stop() { state.withLock { $0.isStopped = true } }

    /// - Returns: `nil` after the last batch.
    func next() async throws(EventStoreError) -> EntryBatch? {
        while true {
            let step = state.withLock { state in
                state.batches.isEmpty ? (nil, state.end) : (state.batches.removeFirst(), nil)
            }
            if let batch = step.0 { return batch }
            if let end = step.1 {
                try end.get()
                return nil
            }
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    if !state.batches.isEmpty || state.end != nil { return true }
                    state.reader = continuation
                    return false
                }
                if isReady { continuation.resume() }
            }
        }
    }
}
