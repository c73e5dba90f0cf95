import EventStorage
import Filings
import Hummingbird
import Synchronization

/// An event as streams send it.
struct LiveEvent: Sendable {
    let position: Int64
    let recordedAt: Instant
    let stream: StreamName
    let type: String
    /// In the form of an event stream, with the entry's own bytes as data.
    ///
    /// Source: HTML Standard, section 9.2.6: lines `id`, `event` and `data`, then an empty one.
    let bytes: ByteBuffer

    init(_ event: RecordedEvent, entry: [UInt8]) {
        position = event.position
        recordedAt = event.recordedAt
        stream = event.stream
        type = event.event.type
        var buffer = ByteBuffer()
        buffer.writeString("id: \(EventID(event))\nevent: entry\ndata: ")
        // An entry is canonical JSON: it has no line breaks.
        buffer.writeBytes(entry)
        buffer.writeString("\n\n")
        bytes = buffer
    }
}

/// Tells all streams of new events: one reader of the log for all of them.
///
/// It keeps the newest events; who is further behind reads the log itself. A stream asks for what
/// comes after its own place and waits here when there is nothing, so that none is lost and none
/// comes twice, however slow it is.
final class LogHub: Sendable {
    enum Word: Sendable {
        /// What comes next, at least one.
        case events([LiveEvent])
        /// The events are no longer kept here.
        case behind
        /// Nothing happened for a while; the stream says that it is alive.
        case quiet
        /// The service ends.
        case closed
    }

    private struct State {
        var head: Int64 = 0
        var newest: [LiveEvent] = []
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var ticks: Int = 0
        var isClosed = false
        var nextWaiter = 0
    }

    private let state = Mutex(State())
    private let store: EventStore

    /// As many as a burst of some seconds has.
    private static let kept = 2_048
    /// One write's worth.
    private static let atOnce = 256

    init(_ store: EventStore) { self.store = store }

    var isClosed: Bool { state.withLock { $0.isClosed } }
    var head: Int64 { state.withLock { $0.head } }
    var waiters: Int { state.withLock { $0.waiting.count } }

    /// Where the log ends when the service begins.
    func begin(at head: Int64) { state.withLock { $0.head = max($0.head, head) } }

    /// New events, in order.
    func publish(_ events: [LiveEvent]) {
        wake { state in
            state.newest += events
            if state.newest.count > Self.kept {
                state.newest.removeFirst(state.newest.count - Self.kept)
            }
            state.head = max(state.head, events.last?.position ?? 0)
        }
    }

    /// Lets every stream say that it is alive.
    func tick() { wake { $0.ticks += 1 } }

    /// Ends every stream.
    func close() { wake { $0.isClosed = true } }

    private func wake(_ change: (inout State) -> Void) {
        let waiting = state.withLock { state in
            change(&state)
            let waiting = state.waiting
            state.waiting = [:]
            return waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// What comes after a position; waits for it.
    func next(after position: Int64) async -> Word {
        let ticks = state.withLock { $0.ticks }
        while true {
            if let word = word(after: position, since: ticks) { return word }
            await wait(at: position, since: ticks)
            if Task.isCancelled { return .closed }
        }
    }

    private func word(after position: Int64, since ticks: Int) -> Word? {
        state.withLock { state in
            if state.isClosed { return .closed }
            if state.head > position {
                guard let first = state.newest.first, first.position <= position + 1 else {
                    return .behind
                }
                let start = Int(position + 1 - first.position)
                return .events(Array(state.newest[start...].prefix(Self.atOnce)))
            }
            return state.ticks > ticks ? .quiet : nil
        }
    }

    private func wait(at position: Int64, since ticks: Int) async {
        let number = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    if state.isClosed || state.head > position || state.ticks > ticks
                        || Task.isCancelled
                    {
                        return true
                    }
                    state.waiting[number] = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: number) }?.resume()
        }
    }

    /// What the log has after a position, for a stream that is behind.
    func stored(after position: Int64) async throws -> [LiveEvent] {
        try await Self.read(store, after: position, most: Self.atOnce)
    }

    static func read(
        _ store: EventStore, after position: Int64, most: Int
    ) async throws -> [LiveEvent] {
        let entries = try await store.entryBytes(after: position, most: most)
        return try entries.map { bytes in
            let event = try bytes.withUnsafeBytes { try RecordedEvent(entry: $0) }
            return LiveEvent(event, entry: bytes)
        }
    }
}
