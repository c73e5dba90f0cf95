import HTTPTypes
import Synchronization

/// A bucket of requests for each caller, which fills again as time goes by.
final class RequestLimiter: Sendable {
    private struct Bucket {
        var left: Double
        var at: ContinuousClock.Instant
    }

    private let perSecond: Double
    private let atOnce: Double
    private let buckets = Mutex<[String: Bucket]>([:])
    private static let most = 50_000

    /// - Parameter perSecond: 0 for no limit.
    init(perSecond: Double, atOnce: Double) {
        self.perSecond = perSecond
        self.atOnce = max(1, atOnce)
    }

    /// - Throws: ``Problem`` 429 with the seconds after which there is room again.
    func take(_ name: String) throws(Problem) {
        guard perSecond > 0 else { return }
        let now = ContinuousClock.now
        let left = buckets.withLock { buckets in
            if buckets.count > Self.most { buckets.removeAll() }
            var bucket = buckets[name] ?? Bucket(left: atOnce, at: now)
            let gained = (now - bucket.at) / .seconds(1) * perSecond
            bucket.left = min(atOnce, bucket.left + gained) - 1
            bucket.at = now
            if bucket.left < 0 { bucket.left = max(bucket.left, -1) }
            buckets[name] = bucket
            return bucket.left
        }
        guard left < 0 else { return }
        var problem = Problem(.tooManyRequests, "Too many requests; wait a moment.")
        problem.headers[.retryAfter] = String(max(1, Int((1 / perSecond).rounded(.up))))
        throw problem
    }
}
