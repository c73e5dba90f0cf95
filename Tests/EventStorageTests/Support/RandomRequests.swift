import EventStorage
import Filings
import TestSupport

/// Requests that a seed fixes: few streams, keys, types and tags, so that they meet often.
struct RandomRequests {
    private var random: SplitMix64

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &random) }

    /// True once in so many times.
    mutating func once(in times: Int) -> Bool { number(1...times) == 1 }

    /// A request that fits the log more often than not.
    mutating func request(for log: ModelLog) -> AppendRequest {
        let streams = (1...4).map { StreamName.numbered($0) }.shuffled(using: &random)
        let parts = streams.prefix(number(1...3)).map { stream in
            AppendRequest.Part(
                events(atMost: 4, in: log, stream), to: stream, expecting: expected(log, stream))
        }
        return AppendRequest(
            parts, if: once(in: 4) ? condition(for: log) : nil, by: "actor-\(number(1...3))")
    }

    /// Parts for a bulk append; streams and keys come again among them.
    mutating func bulkParts(for log: ModelLog) -> [AppendRequest.Part] {
        (0..<number(0...6)).map { _ in
            let stream = StreamName.numbered(number(1...5))
            return .init(events(atMost: 6, in: log, stream), to: stream)
        }
    }

    private mutating func expected(_ log: ModelLog, _ stream: StreamName) -> ExpectedVersion {
        let version = log.version(of: stream)
        switch number(1...8) {
        case 1...3: return .any
        case 4...7: return version == 0 ? .noStream : .exactly(version)
        default: return once(in: 2) ? .noStream : .exactly(version + Int64(number(-2...2)))
        }
    }

    /// Events with different keys, now and then with one that is recorded, as it was or otherwise.
    private mutating func events(
        atMost most: Int, in log: ModelLog, _ stream: StreamName
    ) -> [NewEvent] {
        let recorded = log.entries.filter { $0.stream == stream }.map(\.event)
        var events: [NewEvent] = []
        for _ in 0..<number(1...most) {
            var event = event()
            if once(in: 6), let again = recorded.randomElement(using: &random) { event = again }
            if once(in: 30) { event = .sample(0, id: event.id, note: "other") }
            if !events.contains(where: { $0.id == event.id }) { events.append(event) }
        }
        return events
    }

    private mutating func event() -> NewEvent {
        let tags = ["a:1", "b:2", "c:3"].filter { _ in once(in: 5) }
        let number = number(1...100_000)
        return .sample(
            number, type: once(in: 3) ? "test.other" : "test.counted",
            note: ["", "\u{E9}\u{1F600}", "\"\\\n"].randomElement(using: &random) ?? "", tags: tags)
    }

    private mutating func condition(for log: ModelLog) -> AppendCondition {
        AppendCondition(
            types: ["test.counted", "test.other", "test.none"].filter { _ in once(in: 3) },
            tags: ["a:1", "b:2", "c:3"].filter { _ in once(in: 3) },
            after: Int64(number(0...log.entries.count)))
    }
}
