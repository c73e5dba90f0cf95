import Answering
import EventStorage
import Filings
import Projections

/// Writes how the read models stand into a file for a monitor.
///
/// What cannot be read is not repeated from last time: then the file says that the database is away.
struct MetricsWriter: Sendable {
    private let store: EventStore
    private let file: MetricsFile

    /// Prometheus asks every 15 seconds or minute; more often than that is of no use to it.
    private static let pause = Duration.seconds(5)

    init(_ store: EventStore, to file: MetricsFile) {
        self.store = store
        self.file = file
    }

    /// Reads and writes once.
    ///
    /// - Returns: What was read; `nil` when the database could not be read.
    /// - Throws: When the file cannot be written.
    @discardableResult
    func write() async throws(Failure) -> StatusReading? {
        let reading: StatusReading
        do throws(EventStoreError) {
            reading = try await StatusReading.read(from: store)
        } catch {
            if !Task.isCancelled {
                try file.write(StatusReading.metricsWithoutDatabase(writtenAt: .now))
            }
            return nil
        }
        try file.write(reading.metrics(writtenAt: .now))
        return reading
    }

    /// - Returns: Why the file could not be written.
    private func writeAgain() async -> String? {
        do throws(Failure) {
            try await write()
            return nil
        } catch {
            return error.message
        }
    }

    /// Writes every few seconds, and once more when the task is cancelled, so that a projector that
    /// went is not shown as one that lives. A full disk does not end it: that is said once.
    func writeUntilCancelled() async {
        var said = ""
        while true {
            let isCancelled = (try? await Task.sleep(for: Self.pause)) == nil
            // In a task of its own, which nobody cancels.
            let trouble = await Task { await writeAgain() }.value
            if let trouble, trouble != said { StandardError.print("annals: " + trouble) }
            said = trouble ?? ""
            if isCancelled { return }
        }
    }
}
