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
        let process = try spawn(command, files: files, naming: arguments.first ?? "")
        let exitCode = wait(for: process, until: .now + timeout)
        lseek(output, 0, SEEK_SET)
        return Outcome(exitCode: exitCode, output: FileSystem.text(from: output))
    }

    private static func spawn(
        _ command: [String], files: [Int32], naming program: String
    ) throws(HostingError) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, file) in files.enumerated() {
            posix_spawn_file_actions_adddup2(&actions, file, Int32(number))
        }
        for open in inheritedFiles() where open >= files.count {
            posix_spawn_file_actions_addclose(&actions, open)
        }
        var attributes = detachedAttributes()
        defer { posix_spawnattr_destroy(&attributes) }
        let environment = ["PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin", "LC_ALL=C.UTF-8"]
        var process: pid_t = 0
        let code = withCStrings(command) { arguments in
            withCStrings(environment) { variables in
                posix_spawn(&process, command[0], &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else {
            throw .cannotRun(program: program, reason: String(cString: strerror(code)))
        }
        return process
    }

    /// A new session, no signal blocked, none ignored.
    private static func detachedAttributes() -> posix_spawnattr_t {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        // POSIX_SPAWN_SETSID of <spawn.h>, which hides it without _GNU_SOURCE.
        let newSession: Int16 = 0x80
        let flags = Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETSIGDEF) | newSession
        posix_spawnattr_setflags(&attributes, flags)
        return attributes
    }

    /// Open files of this process that a program would get without asking.
    private static func inheritedFiles() -> [Int32] {
        FileSystem.names(in: "/proc/self/fd").compactMap { Int32($0) }.filter { file in
            let flags = fcntl(file, F_GETFD)
            return flags >= 0 && flags & FD_CLOEXEC == 0
        }
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
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
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

    /// Calls the body with a null-terminated array of C strings.
    private static func withCStrings<Result>(
        _ texts: [String], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
    ) -> Result {
        let list = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(
            capacity: texts.count + 1)
        for (index, text) in texts.enumerated() { list[index] = strdup(text) }
        list[texts.count] = nil
        defer {
            for index in texts.indices { free(list[index]) }
            list.deallocate()
        }
        return body(list)
    }
}
