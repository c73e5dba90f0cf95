/// Spaces requests to a family of servers, over all processes of a user on this machine: of n a
/// second, each gets a slot of 1/n s for itself.
///
/// A slot is taken before it is waited for, so that processes queue without knowing each other. A
/// process that dies leaves its slot unused, and nothing else.
public struct RateLimiter: Sendable {
    private let folder: RateFolder
    private let clock: @Sendable () -> Int64
    private let sleep: @Sendable (Duration) async throws -> Void

    /// How often a file that another process holds is tried again, every 5 ms: for 10 s.
    private static let patience = 2_000

    /// - Parameters:
    ///   - clock: Monotonic nanoseconds, the same for all processes.
    ///   - sleep: Waits; throws when it is cancelled.
    public init(
        folder: RateFolder = RateFolder(), clock: (@Sendable () -> Int64)? = nil,
        sleep: @escaping @Sendable (Duration) async throws -> Void = {
            try await Task.sleep(for: $0)
        }
    ) {
        self.folder = folder
        self.clock = clock ?? { Monotonic.now }
        self.sleep = sleep
    }

    /// Takes the next slot and waits until it begins.
    ///
    /// - Parameter rate: Requests a second, above 0.
    public func wait(for family: String, perSecond rate: Double) async throws(RateLimitError) {
        let start = try await reserve(family, perSecond: rate)
        let wait = start - clock()
        if wait > 0 { try await pause(.nanoseconds(wait)) }
    }

    /// Takes the next slot.
    ///
    /// - Returns: When it begins, on the clock; the caller asks no earlier.
    public func reserve(
        _ family: String, perSecond rate: Double
    ) async throws(RateLimitError) -> Int64 {
        try folder.make()
        let file = folder.file(of: family)
        let spacing = Int64((1_000_000_000 / max(rate, 0.001)).rounded(.up))
        for _ in 0..<Self.patience {
            if let start = try file.take(clock: clock, spacing: spacing) { return start }
            try await pause(.milliseconds(5))
        }
        throw .held(path: file.path)
    }

    private func pause(_ time: Duration) async throws(RateLimitError) {
        do { try await sleep(time) } catch { throw .cancelled }
    }
}
