import Postgres

/// Listens for the hint that there is something to read; see ``EventStore/announce()``.
///
/// It is only a hint: whoever waits looks at the log after every wait, told or not.
public struct LogEar: Sendable {
    private var url: String?
    private let options: ConnectionOptions
    private var connection: Connection?

    /// - Parameters:
    ///   - url: A direct URL for LISTEN; `nil` (behind a pooler): every wait takes its time.
    ///   - store: Of the log that is listened for.
    public init(_ url: String?, of store: EventStore) {
        self.url = url
        options = store.pool.options
    }

    /// Connects; without it the first ``wait(atMost:)`` does.
    public mutating func open() async throws(DatabaseError) {
        guard let url, connection == nil else { return }
        let connection = try await Connection(url, options: options)
        do throws(DatabaseError) {
            try await connection.listen("annals_head")
            self.connection = connection
        } catch {
            await connection.close()
            // A standby takes no LISTEN: there the time alone counts.
            if error.sqlState == .readOnlyTransaction || error.sqlState == .featureNotSupported {
                self.url = nil
                return
            }
            throw error
        }
    }

    /// Waits for a hint, at most so long. A connection that broke is opened again; until that
    /// works, the time alone counts. A cancelled task waits no more.
    public mutating func wait(atMost time: Duration) async {
        if let connection {
            do throws(DatabaseError) {
                _ = try await connection.waitForNotification(timeout: time)
                return
            } catch {
                await connection.close()
                self.connection = nil
                if error.kind == .cancelled { return }
            }
        }
        // What was told before the connection stood is read after this wait's end at the latest.
        let isNew = (try? await open()) != nil && connection != nil
        if !isNew { try? await Task.sleep(for: time) }
    }

    public mutating func close() async {
        await connection?.close()
        connection = nil
    }
}
