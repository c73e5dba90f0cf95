import Glibc

/// Why a program could not be started, in the system's words.
struct SpawnFailure: Error, Equatable {
    let reason: String
}

/// Starts programs that take nothing of this process with them: a session of their own, default
/// signals, none blocked, and no open file but those that are named.
enum Spawning {
    /// - Parameters:
    ///   - command: An absolute path, then the arguments.
    ///   - environment: All of it, `NAME=value`.
    ///   - files: What the program has as descriptors 0, 1 and so on.
    static func start(
        _ command: [String], environment: [String], files: [Int32]
    ) throws(SpawnFailure) -> pid_t {
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
        var process: pid_t = 0
        let code = withCStrings(command) { arguments in
            withCStrings(environment) { variables in
                posix_spawn(&process, command[0], &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw SpawnFailure(reason: String(cString: strerror(code))) }
        return process
    }

    /// As a shell counts what `waitpid` tells: 128 + n for a signal.
    static func exitCode(_ status: Int32) -> Int32 {
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
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
