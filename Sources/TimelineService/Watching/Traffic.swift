import Projections
import Synchronization

/// What the service did: requests by resource and status, how long they took, streams.
final class Traffic: Sendable {
    private struct State {
        var requests: [String: [Int: Int64]] = [:]
        var buckets = [Int64](repeating: 0, count: Traffic.bounds.count + 1)
        var took = Duration.zero
        var streams: Int64 = 0
    }

    private let state = Mutex(State())

    /// Seconds below which an answer is counted.
    private static let bounds: [(text: String, duration: Duration)] = [
        ("0.001", .milliseconds(1)), ("0.005", .milliseconds(5)), ("0.01", .milliseconds(10)),
        ("0.025", .milliseconds(25)), ("0.05", .milliseconds(50)), ("0.1", .milliseconds(100)),
        ("0.25", .milliseconds(250)), ("1", .seconds(1)), ("5", .seconds(5)),
    ]

    func count(_ resource: String, status: Int, took: Duration) {
        state.withLock { state in
            state.requests[resource, default: [:]][status, default: 0] += 1
            let place = Self.bounds.firstIndex { took <= $0.duration } ?? Self.bounds.count
            state.buckets[place] += 1
            state.took += took
        }
    }

    func streams(_ change: Int64) { state.withLock { $0.streams += change } }

    /// The families of the service, for Prometheus.
    func add(to text: inout MetricsText) {
        let now = state.withLock { $0 }
        let requests = now.requests.sorted { $0.key < $1.key }.flatMap { resource, counts in
            counts.sorted { $0.key < $1.key }.map { status, count in
                MetricsText.Sample(
                    count, ("resource", resource), ("status", String(status)))
            }
        }
        text.add(
            "annals_http_requests_total", "Requests that were answered.", kind: "counter", requests)
        var below: Int64 = 0
        var buckets: [MetricsText.Sample] = []
        for (index, count) in now.buckets.enumerated() {
            below += count
            let bound = index < Self.bounds.count ? Self.bounds[index].text : "+Inf"
            buckets.append(MetricsText.Sample(below, ("le", bound)))
        }
        text.addHistogram(
            "annals_http_request_duration_seconds", "How long answers took to begin.", buckets,
            sum: now.took, count: below)
        text.add(
            "annals_http_event_streams", "Streams of events that are open.",
            [MetricsText.Sample(now.streams)])
    }
}
