import Glibc

/// A program that runs beside what is measured until it is ended; what it says is dropped.
struct BackgroundProgram {
    private let process: pid_t

    init(_ arguments: [String]) throws {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        var list = arguments.map { strdup($0) } + [nil]
        defer { for text in list { free(text) } }
        var process = pid_t()
        guard posix_spawn(&process, arguments[0], &actions, nil, &list, environ) == 0 else {
            throw BenchError("\(arguments[0]) cannot be started.")
        }
        self.process = process
    }

    /// Ends it as a service manager does, and waits for that.
    func end() {
        kill(process, SIGTERM)
        var status: Int32 = 0
        waitpid(process, &status, 0)
    }
}
