import Glibc

/// Runs a program to its end, cut off from the caller.
///
/// The program starts in a session of its own, in the folder `/`, with a clean environment (no `PG…`
/// variable leaks into a server), default signals, and none of the caller's open files: whatever it
/// leaves behind holds no pipe of the caller open and does not die with its terminal.
enum ChildProcess {
    struct Outcome {
        /// As a shell counts it: 128 + n for a signal.
        let exitCode: Int32
        /// Standard output and standard error together.
        let output: String

        /// The line that says most about a failure, without the full stop at its end.
        var reason: String {
            if exitCode > 128 { return "ended by signal \(exitCode - 128)" }
            return ServerMessage.reason(in: output) ?? "exit code \(exitCode)"
        }
    }

    /// - Parameters:
    ///   - arguments: An absolute path, then its arguments.
    ///   - input: What it reads on standard input.
    ///   - file: An open file that it keeps as descriptor 3.
    ///   - timeout: After this it is killed, with what it started, and the exit code is 137.
    static func run(
        _ arguments: [String], input: String = "", keeping file: Int32? = nil, timeout: Duration
    ) throws(HostingError) -> Outcome {
        // Files and not pipes: nobody has to read while the program runs.
        let output = try scratchFile(holding: "")
        defer { close(output) }
        let source = try scratchFile(holding: input)
        defer { close(source) }
        // There is no portable way to change the folder while spawning.
        let command = ["/bin/sh", "-c", "cd / && exec \"$@\"", "sh"] + arguments
        let files = [source, output, output] + (file.map { [$0] } ?? [])
        let environment = ["PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C.UTF-8"]
        let process: pid_t
        do throws(SpawnFailure) {
            process = try Spawning.start(command, environment: environment, files: files)
        } catch {
            throw .cannotRun(program: arguments.first ?? "", reason: error.reason)
        }
        let exitCode = wait(for: process, until: .now + timeout)
        lseek(output, 0, SEEK_SET)
        return Outcome(exitCode: exitCode, output: FileSystem.text(from: output))
    }

    private static func wait(for process: pid_t, until deadline: ContinuousClock.Instant) -> Int32 {
        var status: Int32 = 0
        var pause: UInt32 = 500
        while waitpid(process, &status, WNOHANG) == 0 {
            if ContinuousClock.now > deadline {
                kill(-process, SIGKILL)
                waitpid(process, &status, 0)
                break
            }
            usleep(pause)
            pause = min(pause * 2, 20_000)
        }
        return Spawning.exitCode(status)
    }

    /// A file without a name, positioned at its beginning.
    private static func scratchFile(holding text: String) throws(HostingError) -> Int32 {
        var name = Array("/tmp/annals-XXXXXX".utf8CString)
        let made = mkstemp(&name)
        guard made >= 0 else { throw FileSystem.failure(at: "/tmp") }
        unlink(name)
        let file = FileSystem.aboveStandardFiles(made)
        var text = text
        let written = text.withUTF8 { write(file, $0.baseAddress, $0.count) }
        guard written == text.utf8.count else {
            let failure = FileSystem.failure(at: "/tmp")
            close(file)
            throw failure
        }
        lseek(file, 0, SEEK_SET)
        return file
    }
}
