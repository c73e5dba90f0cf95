import Filings
import TestSupport

/// Histories of several streams with every kind of event, keys that come again, and events that no
/// projection knows.
struct RandomHistory {
    private var random: SplitMix64
    private let streams = ["company-a", "company-b", "company-cik-0000320193", "register-edgar"]

    init(seed: UInt64) { random = SplitMix64(seed: seed) }

    mutating func events(_ count: Int) -> [(StreamName, NewEvent)] {
        (1...count).map { number in
            let stream = StreamName(stored: streams[pick(streams.count)])
            return (stream, event(number, in: stream))
        }
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    private mutating func day() -> CivilDay { CivilDay(daysSinceEpoch: 19_000 + pick(900)) }

    private mutating func event(_ number: Int, in stream: StreamName) -> NewEvent {
        let company = String(stream.text.dropFirst("company-".count))
        var event: NewEvent
        switch pick(8) {
        case 0: event = .named("Name \(pick(5)) 睿力", .current)
        case 1: event = .named("Old \(pick(4))", .former, to: pick(2) == 0 ? nil : day())
        case 2: event = .identified("ticker", "TICK\(pick(4))", normalized: "TICK\(pick(4))")
        case 3: event = .described(sic: "\(1_000 + pick(3))", on: day().text)
        case 4, 5: event = filing()
        case 6: event = claim(of: company)
        default: event = .unknown(number)
        }
        // A source key of its own: what comes again is the key of the row.
        event.id += "#\(number)"
        return event
    }

    private mutating func filing() -> NewEvent {
        let day = day()
        let clock = Instant(microsecondsSinceEpoch: Int64(day.daysSinceEpoch) * 86_400_000_000)
        return .filing(
            "0000320193-24-00000\(pick(9))", form: ["8-K", "10-Q", "8-K/A"][pick(3)], filedOn: day,
            items: pick(2) == 0 ? [] : ["2.02", "9.01"],
            publishedAt: pick(2) == 0 ? nil : clock)
    }

    private mutating func claim(of company: String) -> NewEvent {
        let dates = ["2024-06", "mid-2026", "in 2025", "2024-06-29", "2024-05/..", "../2024-05"]
        let date = pick(4) == 0 ? nil : try? UncertainDate.reading(dates[pick(dates.count)])
        return .claim(
            "F\(pick(6))", of: company, "Title \(pick(50))", date: date,
            knownOn: pick(3) == 0 ? nil : day())
    }
}
