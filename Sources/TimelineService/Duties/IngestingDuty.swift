import Answering
import Glibc
import Logging
import ServiceLifecycle
import Synchronization

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
    let url: String
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
            let child = ChildProcess(
                [program, "ingest"] + entry.arguments, environment: ["ANNALS_DATABASE_URL": url])
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

/// A program that is started, waited for, and asked to end when the task is cancelled.
final class ChildProcess: Sendable {
    private let words: [String]
    private let environment: [String: String]
    private let pid = Mutex<pid_t>(0)

    /// - Parameter environment: Beside that of this process; secrets do not belong in arguments.
    init(_ words: [String], environment: [String: String]) {
        self.words = words
        self.environment = environment
    }

    /// - Returns: Its exit code; 127 when it cannot be started, 128 and more when a signal ended it.
    func run() async -> Int32 {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                // Waiting blocks: not on a thread of the pool that others need.
                let thread = Thread { continuation.resume(returning: self.spawnAndWait()) }
                thread.start()
            }
        } onCancel: {
            let child = pid.withLock { $0 }
            if child > 0 { kill(child, SIGTERM) }
        }
    }

    private func spawnAndWait() -> Int32 {
        var arguments = words.map { strdup($0) } + [nil]
        var variables: [UnsafeMutablePointer<CChar>?] = []
        var entry = environ
        while let text = entry.pointee {
            let name = String(cString: text).prefix { $0 != "=" }
            if environment[String(name)] == nil { variables.append(strdup(text)) }
            entry += 1
        }
        variables += environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer {
            for text in arguments + variables { free(text) }
        }
        var child: pid_t = 0
        guard posix_spawnp(&child, words[0], nil, nil, &arguments, &variables) == 0 else {
            return 127
        }
        pid.withLock { $0 = child }
        var status: Int32 = 0
        while waitpid(child, &status, 0) == -1, errno == EINTR {}
        pid.withLock { $0 = 0 }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }
}

/// A thread for what blocks.
private struct Thread {
    private final class Body {
        let run: @Sendable () -> Void
        init(_ run: @escaping @Sendable () -> Void) { self.run = run }
    }

    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    func start() {
        var thread = pthread_t()
        let held = Unmanaged.passRetained(Body(body)).toOpaque()
        let code = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, held)
        if code == 0 { pthread_detach(thread) } else { body() }
    }
}
