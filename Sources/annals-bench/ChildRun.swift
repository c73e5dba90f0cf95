import Glibc

/// One process from its start to its end, its output read and counted.
///
/// The peak is `VmHWM`, read whenever output comes. It is not wait4's `ru_maxrss`: a spawned child
/// shares its parent's memory until it is replaced, and Linux keeps that size as the child's peak.
struct ChildRun {
    let milliseconds: Double
    let outputBytes: Int
    /// The largest resident size until the last output; 0 unless asked for.
    let peakMebibytes: Double

    /// - Parameters:
    ///   - measuresMemory: Takes time, so such a run is not to be timed.
    /// - Throws: ``BenchError`` when the program cannot be started or fails.
    ///   - samplesMemory: Asks every 20 ms from a thread of its own, for a process that runs long
    ///     and says nothing; costs it nothing that could be measured.
    init(
        _ arguments: [String], measuresMemory: Bool = false, samplesMemory: Bool = false
    ) throws {
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
        var peak = 0.0
        let sampler = samplesMemory ? MemorySampler { Self.peakMebibytes(of: process) } : nil
        outputBytes = Self.drain(ends[0]) {
            if measuresMemory { peak = max(peak, Self.peakMebibytes(of: process)) }
        }
        var status: Int32 = 0
        waitpid(process, &status, 0)
        milliseconds = watch.seconds * 1_000
        peakMebibytes = max(peak, sampler?.stop() ?? 0)
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
    private static func drain(_ descriptor: Int32, afterEach: () -> Void) -> Int {
        var total = 0
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count > 0 {
                total += count
                afterEach()
            } else if count == 0 || errno != EINTR {
                close(descriptor)
                return total
            }
        }
    }

    /// `VmHWM:     31416 kB` of a living process; else 0.
    private static func peakMebibytes(of process: pid_t) -> Double {
        let descriptor = open("/proc/\(process)/status", O_RDONLY)
        guard descriptor >= 0 else { return 0 }
        defer { close(descriptor) }
        var buffer = [UInt8](repeating: 0, count: 4_096)
        let count = max(0, read(descriptor, &buffer, buffer.count))
        let lines = String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n")
        let line = lines.first { $0.hasPrefix("VmHWM:") }
        return (line?.split(separator: " ").dropFirst().first).flatMap { Double($0) }
            .map { $0 / 1_024 } ?? 0
    }
}
