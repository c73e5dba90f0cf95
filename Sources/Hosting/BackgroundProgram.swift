import Glibc
import Synchronization

/// A program that runs beside this one, writes where this one writes, and is asked to end when the task
/// that waits for it is cancelled.
public final class BackgroundProgram: Sendable {
    private let command: [String]
    private let environment: [String]
    private let state = Mutex((process: pid_t(0), isCancelled: false))

    /// - Parameters:
    ///   - command: A path, or a name to be looked for in `$PATH`, then the arguments. Secrets do not
    ///     belong here.
    ///   - changes: Variables beside those of this process; `nil` takes one away.
    public init(_ command: [String], environment changes: [String: String?] = [:]) {
        // env looks the name up, and gives no more than its own to what it starts.
        self.command = ["/usr/bin/env", "--"] + command
        var variables: [String] = []
        var entry = environ
        while let text = entry.pointee {
            let variable = String(cString: text)
            if changes[String(variable.prefix { $0 != "=" })] == nil { variables.append(variable) }
            entry += 1
        }
        for case (let name, let value?) in changes { variables.append("\(name)=\(value)") }
        environment = variables
    }

    /// - Returns: Its exit code; 127 when it cannot be started, 128 and more when a signal ended it.
    public func run() async -> Int32 {
        await withTaskCancellationHandler {
            // It does not throw: what cannot be started has an exit code too.
            (try? await onThreadOfItsOwn { () throws(HostingError) in self.spawnAndWait() }) ?? 127
        } onCancel: {
            state.withLock { state in
                state.isCancelled = true
                if state.process > 0 { kill(state.process, SIGTERM) }
            }
        }
    }

    private func spawnAndWait() -> Int32 {
        let child = state.withLock { state -> pid_t in
            guard !state.isCancelled,
                let process = try? Spawning.start(
                    command, environment: environment, files: [0, 1, 2])
            else { return 0 }
            state.process = process
            return process
        }
        guard child > 0 else { return 127 }
        // Told without being reaped, so that a signal never goes to somebody else's process.
        var information = siginfo_t()
        while waitid(P_PID, id_t(child), &information, WEXITED | WNOWAIT) == -1, errno == EINTR {}
        return state.withLock { state in
            state.process = 0
            var status: Int32 = 0
            while waitpid(child, &status, 0) == -1, errno == EINTR {}
            return Spawning.exitCode(status)
        }
    }
}
