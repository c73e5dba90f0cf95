import Answering
import Hosting
import Logging
import ServiceLifecycle

/// A register that is read again and again.
public struct ScheduledIngest: Sendable {
    /// As behind `annals ingest`: `edgar-index --since -7d`.
    public let arguments: [String]
    public let interval: Duration

    /// - Parameter text: `15m edgar-latest`, `6h edgar-index --since -7d`.
    public init(_ text: String) throws(Failure) {
        let words = text.split(separator: " ").map(String.init)
        guard words.count > 1, let interval = AgeText.reading(words[0]),
            interval >= .seconds(10)
        else {
            throw Failure(
                "'\(text)' is no schedule; write it as '15m edgar-latest', of 10 seconds or more.",
                .usage)
        }
        self.interval = interval
        arguments = Array(words.dropFirst())
    }
}

/// Runs `annals ingest` on a schedule, as a process of its own: what it needs of memory goes with
/// it, and what it does wrong ends it alone. Copies that run the same give way to each other.
struct IngestingDuty: ServiceLifecycle.Service {
    let program: String
    let address: DatabaseAddress
    let schedule: [ScheduledIngest]
    let logger: Logger

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await withTaskGroup(of: Void.self) { group in
                for entry in schedule { group.addTask { await follow(entry) } }
            }
        }
    }

    private func follow(_ entry: ScheduledIngest) async {
        while !Task.isCancelled {
            let name = entry.arguments.joined(separator: " ")
            let child = BackgroundProgram(
                [program, "ingest"] + entry.arguments,
                environment: [
                    "ANNALS_DATABASE_URL": address.direct, "ANNALS_POOLED_URL": address.pooled,
                ])
            let status = await child.run()
            switch status {
            case 0: logger.info("ingest \(name) is done")
            case ExitStatus.busy.rawValue: logger.info("ingest \(name) gave way to another")
            default: logger.warning("ingest \(name) ended with \(status)")
            }
            try? await Task.sleep(for: entry.interval)
        }
    }
}
