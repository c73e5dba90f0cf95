import Filings

/// The clock, the waiting and the chance of a fetcher, passed in so that tests need none of them.
struct FetcherTiming: Sendable {
    var now: @Sendable () -> Instant = { .now }
    /// Throws when it is cancelled.
    var sleep: @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    /// From 0 to 1.
    var chance: @Sendable () -> Double = { Double.random(in: 0...1) }
}
