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
    /// - Throws: What the body throws, or ``EventStoreError`` when the log cannot be read.
    public func follow(
        after position: Int64, _ body: ([RecordedEvent]) async throws -> Bool
    ) async throws {
        var position = position
        var ear = try await listen()
        while !Task.isCancelled {
            let events = try await store.events(after: position, most: batch)
            if let last = events.last {
                guard try await body(events) else { return }
                position = last.position
                if events.count == batch { continue }
            }
            ear = try await wait(with: ear)
        }
    }

    private func listen() async throws(EventStoreError) -> Connection? {
        guard let url else { return nil }
        do {
            let connection = try await Connection(url)
            try await connection.listen("annals_head")
            return connection
        } catch {
            throw EventStoreError(error)
        }
    }

    /// Waits for a notification or the interval. A connection that broke is opened again; until
    /// that works, the poll alone carries on.
    private func wait(with ear: Connection?) async throws -> Connection? {
        if let ear {
            do {
                _ = try await ear.waitForNotification(timeout: interval)
                return ear
            } catch  where error.kind == .cancelled {
                throw CancellationError()
            } catch {
                await ear.close()
            }
        }
        try await Task.sleep(for: interval)
        return url == nil ? nil : try? await listen()
    }
}
