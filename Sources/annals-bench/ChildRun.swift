import Glibc

/// One process from its start to its end, its output read and counted.
struct ChildRun {
    let milliseconds: Double
    let outputBytes: Int
    /// The largest resident size, as wait4 reports it.
    let peakMebibytes: Double

    /// - Throws: ``BenchError`` when the program cannot be started or fails.
    init(_ arguments: [String]) throws {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw BenchError("There is no pipe to be had.") }
        let watch = Stopwatch()
        let process: pid_t
        do {
            process = try Self.start(arguments, output: ends[1], closing: ends[0])
        } catch {
            close(ends[0])
            throw error
        }
        outputBytes = Self.drain(ends[0])
        var status: Int32 = 0
        var usage = rusage()
        wait4(process, &status, 0, &usage)
        milliseconds = watch.seconds * 1_000
        peakMebibytes = Double(usage.ru_maxrss) / 1_024
        guard status == 0 else {
            throw BenchError("\(arguments[0]) failed with status \(status >> 8 & 0xFF).")
        }
    }

    private static func start(
        _ arguments: [String], output: Int32, closing: Int32
    ) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            close(output)
        }
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addclose(&actions, closing)
        posix_spawn_file_actions_addclose(&actions, output)
        var list = arguments.map { strdup($0) } + [nil]
        defer { for text in list { free(text) } }
        var process = pid_t()
        let failure = posix_spawn(&process, arguments[0], &actions, nil, &list, environ)
        guard failure == 0 else { throw BenchError("\(arguments[0]) cannot be started.") }
        return process
    }

    /// Reads to the end, and closes.
    private static func drain(_ descriptor: Int32) -> Int {
        var total = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 {
                total += count
            } else if count == 0 || errno != EINTR {
                close(descriptor)
                return total
            }
        }
    }
}
