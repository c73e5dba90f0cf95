import Fetching
import Glibc
import Synchronization
import TestSupport
import Testing

@Suite struct RateLimiterTests {
    @Test func `limiters that share a folder never share a slot`() async throws {
        try await withLimitFolder { folder in
            let starts = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        let limiter = RateLimiter(folder: folder)
                        var starts: [Int64] = []
                        for _ in 0..<50 {
                            starts.append(try await limiter.reserve("sec.gov", perSecond: 1000))
                        }
                        return starts
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(starts.count == 400)
            Self.expectSpacing(starts, 1_000_000)
        }
    }

    @Test func `processes that share a folder never share a slot`() async throws {
        try await withLimitFolder { folder in
            async let first = Self.worker(folder, count: 200)
            async let second = Self.worker(folder, count: 200)
            let limiter = RateLimiter(folder: folder)
            var starts: [Int64] = []
            for _ in 0..<200 {
                starts.append(try await limiter.reserve("sec.gov", perSecond: 1000))
            }
            starts += try await first + second
            #expect(starts.count == 600)
            Self.expectSpacing(starts, 1_000_000)
        }
    }

    @Test func `families have limits of their own`() async throws {
        try await withLimitFolder { folder in
            let limiter = RateLimiter(folder: folder, clock: { 1_000_000_000_000 })
            for family in ["sec.gov", "SEC.gov", "../x", "company-information.service.gov.uk"] {
                _ = try await limiter.reserve(family, perSecond: 2)
            }
            #expect(try await limiter.reserve("sec.gov", perSecond: 2) == 1_001_000_000_000)
            #expect(try await limiter.reserve("../x", perSecond: 2) == 1_000_500_000_000)
        }
    }

    @Test func `a slot is waited for, and a free one is not`() async throws {
        try await withLimitFolder { folder in
            let time = Mutex<Int64>(1_000_000_000_000)
            let pauses = Mutex<[Duration]>([])
            let limiter = RateLimiter(
                folder: folder, clock: { time.withLock { $0 } },
                sleep: { pause in
                    pauses.withLock { $0.append(pause) }
                    time.withLock { $0 += Int64(pause / .nanoseconds(1)) }
                })
            for _ in 0..<3 { try await limiter.wait(for: "a", perSecond: 8) }
            time.withLock { $0 += 100_000_000 }
            try await limiter.wait(for: "a", perSecond: 8)
            time.withLock { $0 += 1_000_000_000 }
            try await limiter.wait(for: "a", perSecond: 8)
            let slept = pauses.withLock { $0 }
            #expect(
                slept == [.milliseconds(125), .milliseconds(125), .milliseconds(25)])
        }
    }

    @Test func `who is cancelled while waiting says so`() async throws {
        try await withLimitFolder { folder in
            let limiter = RateLimiter(
                folder: folder, clock: { 5 }, sleep: { _ in throw CancellationError() })
            try await limiter.wait(for: "a", perSecond: 1)
            await #expect(throws: RateLimitError.cancelled) {
                try await limiter.wait(for: "a", perSecond: 1)
            }
        }
    }

    @Test func `a clock that goes back keeps the queue and no more`() async throws {
        try await withLimitFolder { folder in
            let time = Mutex<Int64>(1_000_000_000_000)
            let limiter = RateLimiter(folder: folder, clock: { time.withLock { $0 } })
            for _ in 0..<4 { _ = try await limiter.reserve("a", perSecond: 2) }
            // The machine was started anew: the queue was 2 s long and is still waited for.
            time.withLock { $0 = 7_000_000_000 }
            #expect(try await limiter.reserve("a", perSecond: 2) == 9_000_000_000)
            #expect(try await limiter.reserve("a", perSecond: 2) == 9_500_000_000)
        }
    }

    @Test(
        arguments: [
            "x", "\n", "00000000000000000005", String(repeating: "9", count: 42),
            "99999999999999999999 99999999999999999999\n",
            "00000000000000000009 00000000000000000010\n",
            "09000000000000000000 00000000000000000000\n", String(repeating: "0", count: 5000),
            "-0000000000000000009 -0000000000000000010\n",
        ])
    func `garbage in the file is a slot that was just taken`(text: String) async throws {
        try await withLimitFolder { folder in
            let limiter = RateLimiter(folder: folder, clock: { 1_000_000_000_000 })
            _ = try await limiter.reserve("a", perSecond: 2)
            _ = try shell("printf '%s' '\(text)' > '\(folder.path)/rate-a'")
            #expect(try await limiter.reserve("a", perSecond: 2) == 1_000_500_000_000)
            #expect(try await limiter.reserve("a", perSecond: 2) == 1_001_000_000_000)
        }
    }

    @Test func `a file that another process holds is waited for, and not for ever`()
        async throws
    {
        try await withLimitFolder { folder in
            let path = folder.path + "/rate-a"
            _ = try await RateLimiter(folder: folder).reserve("a", perSecond: 1000)
            let holder = open(path, O_RDWR | O_CLOEXEC)
            defer { close(holder) }
            #expect(flock(holder, LOCK_EX) == 0)
            let pauses = Atomic<Int>(0)
            let impatient = RateLimiter(folder: folder, sleep: { _ in })
            await #expect(throws: RateLimitError.held(path: path)) {
                try await impatient.reserve("a", perSecond: 1000)
            }
            let patient = RateLimiter(
                folder: folder,
                sleep: { _ in
                    if pauses.add(1, ordering: .relaxed).newValue == 3 { flock(holder, LOCK_UN) }
                })
            _ = try await patient.reserve("a", perSecond: 1000)
            #expect(pauses.load(ordering: .relaxed) == 3)
        }
    }

    static func expectSpacing(_ starts: [Int64], _ spacing: Int64) {
        let sorted = starts.sorted()
        let gaps = zip(sorted, sorted.dropFirst()).map { $1 - $0 }
        #expect(gaps.allSatisfy { $0 >= spacing }, "\(gaps.min() ?? 0)")
    }

    /// A process of `Tests/LimitWorker`, which the build puts beside the tests' own program.
    private static func worker(_ folder: RateFolder, count: Int) async throws -> [Int64] {
        let text = try await Task.detached {
            let own = try shell("readlink /proc/\(getpid())/exe").split(separator: "\n")[0]
            let programs = own[..<(own.lastIndex(of: "/") ?? own.startIndex)]
            return try shell("'\(programs)/LimitWorker' '\(folder.path)' sec.gov 1000 \(count)")
        }.value
        return text.split(separator: "\n").compactMap { Int64($0) }
    }
}
