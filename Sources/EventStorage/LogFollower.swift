import Filings
import Postgres

/// Follows the log live: every event exactly once, in order, from a position on.
///
/// It reads until it has caught up, then waits to be told or for the poll's interval, whichever
/// comes first: a lost notification costs one interval and never an event.
public struct LogFollower: Sendable {
    private let store: EventStore
    private let url: String?
    private let interval: Duration
    private let batch: Int

    /// - Parameters:
    ///   - url: A direct URL for LISTEN; `nil` (behind a pooler) to poll only.
    ///   - interval: The longest wait between two looks.
    public init(
        _ store: EventStore, listeningAt url: String?, interval: Duration = .seconds(1),
        batch: Int = 1_000
    ) {
        self.store = store
        self.url = url
        self.interval = interval
        self.batch = batch
    }

    /// Runs until the body returns false; a cancelled task ends it with an error.
    ///
    /// - Parameter position: The last position that the caller has.
    /// - Throws: What the body throws, or ``EventStoreError`` when the log cannot be read;
    ///   ``EventStoreError/setBack(position:recordedAt:)`` when the body was given events that the log
    ///   no longer has.
    public func follow(
        after position: Int64, _ body: ([RecordedEvent]) async throws -> Bool
    ) async throws {
        var reader = LogReader(store, after: position)
        var ear = LogEar(url, of: store)
        do throws(DatabaseError) {
            try await ear.open()
        } catch {
            throw EventStoreError(error)
        }
        do {
            while true {
                try Task.checkCancellation()
                let events = try await reader.next(batch)
                if !events.isEmpty {
                    guard try await body(events) else { break }
                    if events.count == batch { continue }
                }
                await ear.wait(atMost: interval)
            }
        } catch {
            await ear.close()
            throw error
        }
        await ear.close()
    }
}
