import Fetching
import Filings
import Glibc
import Synchronization
import TestSupport

@testable import Ingestion

/// A fetcher whose pauses take no time and are written down, with a folder of its own.
final class FetcherScene: Sendable {
    let folder: String
    private let pausesTaken = Mutex<[Duration]>([])
    private let time = Mutex(Instant(microsecondsSinceEpoch: 1_795_435_200_000_000))

    init(folder: String) { self.folder = folder }

    var pauses: [Duration] { pausesTaken.withLock { $0 } }

    /// 2026-11-23T12:00:00Z, plus the pauses; always at half of what chance allows.
    var timing: FetcherTiming {
        FetcherTiming(
            now: { self.time.withLock { $0 } },
            sleep: { pause in
                try Task.checkCancellation()
                self.pausesTaken.withLock { $0.append(pause) }
                self.pass(pause)
            }, chance: { 0.5 })
    }

    func pass(_ pause: Duration) {
        time.withLock { now in
            let passed = Int64(pause / .microseconds(1))
            now = Instant(microsecondsSinceEpoch: now.microsecondsSinceEpoch + passed)
        }
    }

    func fetcher(
        keeping: Bool = false, limiter: RateLimiter? = nil, tries: Int = 4,
        keys: [String: String] = [:]
    ) -> SourceFetcher {
        let timeouts = FetchTimeouts(
            connecting: .seconds(20), idle: .seconds(20), whole: .seconds(60))
        let client = HTTPClient(userAgent: "annals-test test@example.org", timeouts: timeouts)
        return SourceFetcher(
            .network(client, limiter),
            keeping: keeping ? AnswerKeeper(folder: folder + "/kept") : nil,
            backoff: Backoff(tries: tries), timing: timing, environment: { keys[$0] })
    }

    func replay() throws -> SourceFetcher {
        SourceFetcher(.kept(try KeptAnswers(at: folder + "/kept")), timing: timing)
    }
}

/// Runs the body with a scene, and removes its folder afterwards.
func withFetcherScene(
    isolation: isolated (any Actor)? = #isolation,
    _ handler: @escaping HTTPServer.Handler = { .text($0.path + "\n") },
    body: (FetcherScene, HTTPServer) async throws -> Void
) async throws {
    let folder = "\(P_tmpdir)/annals-fetcher-\(UInt64.random(in: 0...UInt64.max))"
    _ = try shell("mkdir '\(folder)'")
    defer { _ = try? shell("rm -rf '\(folder)'") }
    try await withHTTPServer(handler) { server in
        try await body(FetcherScene(folder: folder), server)
    }
}
