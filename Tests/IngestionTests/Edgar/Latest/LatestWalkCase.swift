import EventStorage
import Filings
import Ingestion
import Testing

/// A feed as a walk meets it, and what the walk is to make of it. Entries are minutes after 15:00
/// in New York on Friday, 12 December 2025, the newest first.
struct LatestWalkCase: CustomTestStringConvertible {
    enum Answer {
        case entries([Int])
        case end, broken, malformed, unchanged
    }

    let testDescription: String
    /// What the log has before.
    var before: [Int] = []
    /// The mark that the last walk left.
    var last: Int?
    let answers: [Answer]
    let starts: [Int]
    /// `unit state`, in order.
    let coverage: [String]
    /// The mark that this walk leaves.
    let newest: Int?

    /// What a run does with a walk: asks, reads, records, tells.
    struct Outcome {
        var starts: [Int] = []
        var coverage: [RunCoverage] = []
        var newest: String?
    }

    func outcome() throws -> Outcome {
        var checkpoint = SourceCheckpoint(
            source: "edgar-latest", part: "getcurrent",
            readAt: Instant(microsecondsSinceEpoch: 0))
        if let last { checkpoint.state["newest"] = Self.instant(last)?.text }
        let order = IngestOrder(now: Instant(microsecondsSinceEpoch: 0))
        var walk = try EdgarLatest().walk(order, checkpoints: ["getcurrent": checkpoint])
        var log = Set(try Self.reading(of: before).findings.map(\.event.id))
        var outcome = Outcome()
        for answer in answers {
            guard let request = walk.next() else { break }
            outcome.starts.append(try #require(Self.start(of: request)))
            var page = WalkedPage(request: request, answer: .content)
            switch answer {
            case .entries(let minutes):
                let reading = try Self.reading(of: minutes)
                let ids = reading.findings.map(\.event.id)
                page.known = ids.count { log.contains($0) }
                page.appended = ids.count - page.known
                page.reading = reading
                log.formUnion(ids)
            case .end: page.answer = .pastTheEnd
            case .broken: page.answer = .broken(reason: "status 503")
            case .unchanged: page.answer = .unchanged
            case .malformed: page.failure = .malformed(document: "page", reason: "line 3: cut")
            }
            walk.take(page)
        }
        outcome.coverage = walk.coverage
        outcome.newest = walk.state(of: "getcurrent")["newest"]
        return outcome
    }

    static func instant(_ minute: Int) -> Instant? {
        Instant("2025-12-12T15:00:00-05:00").map {
            Instant(microsecondsSinceEpoch: $0.microsecondsSinceEpoch + Int64(minute) * 60_000_000)
        }
    }

    private static func reading(of minutes: [Int]) throws -> SourceReading {
        let entries = minutes.map { minute in
            LatestFixture.Entry(
                accession: "0001999990-25-\(100_000 + minute)",
                updated: instant(minute)?.text ?? "")
        }
        return try LatestFixture(entries).reading()
    }

    static func start(of request: SourceRequest) -> Int? {
        request.url.split(separator: "&").first { $0.hasPrefix("start=") }
            .flatMap { Int($0.dropFirst(6)) }
    }
}
