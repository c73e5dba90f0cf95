import Filings
import TestSupport

/// Histories of several streams with every kind of event, keys that come again, and events that no
/// projection knows.
struct RandomHistory {
    private var random: SplitMix64
    private let streams = ["company-a", "company-b", "company-cik-0000320193", "register-edgar"]

    /// Filings so far, of which later events speak.
    private var filings: [StreamName: [NewEvent]] = [:]

    /// What keys of events have at their end, for several histories in one log.
    private let tag: String
    private var number = 0

    init(seed: UInt64, tag: String = "") {
        random = SplitMix64(seed: seed)
        self.tag = tag
    }

    /// The next events, each with its stream.
    mutating func events(_ count: Int) -> [(StreamName, NewEvent)] {
        (1...count).map { _ in
            number += 1
            let stream = StreamName(stored: streams[pick(streams.count)])
            let event = event(number, in: stream)
            // As ingestion does: what a source says of itself is in the source's own stream, so that
            // a row of runs and of coverage is of one stream.
            guard case .runFinished(let run) = event.event else { return (stream, event) }
            return (StreamName(stored: "register-" + run.source), event)
        }
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &random) }

    private mutating func day() -> CivilDay { CivilDay(daysSinceEpoch: 19_000 + pick(900)) }

    private mutating func event(_ number: Int, in stream: StreamName) -> NewEvent {
        let company = String(stream.text.dropFirst("company-".count))
        var event: NewEvent
        switch pick(12) {
        case 0: event = .named("Name \(pick(5)) 睿力", .current)
        case 1: event = .named("Old \(pick(4))", .former, to: pick(2) == 0 ? nil : day())
        case 2: event = .identified("ticker", "TICK\(pick(4))", normalized: "TICK\(pick(4))")
        case 3: event = .described(sic: "\(1_000 + pick(3))", on: day().text)
        case 4, 5: event = filing()
        case 6: event = claim(of: company)
        case 7: event = .unknown(number)
        case 8: event = run()
        default: event = later(in: stream) ?? .unknown(number)
        }
        // A source key of its own: what comes again is the key of the row.
        event.id += "#\(tag)\(number)"
        if case .filingListed = event.event { filings[stream, default: []].append(event) }
        return event
    }

    private mutating func filing() -> NewEvent {
        let day = day()
        let clock = Instant(microsecondsSinceEpoch: Int64(day.daysSinceEpoch) * 86_400_000_000)
        var event = NewEvent.listed(
            "0000320193-24-00000\(pick(9))", form: ["8-K", "10-Q", "8-K/A"][pick(3)], filedOn: day
        ) { filing in
            filing.items = pick(2) == 0 ? [] : ["2.02", "9.01"]
            filing.filerName = pick(3) == 0 ? "FILER \(pick(3))" : nil
            filing.title = pick(4) == 0 ? "年度报告 \(pick(3))" : nil
        }
        event.publishedAt = pick(2) == 0 ? nil : clock
        return event
    }

    /// Something said later of a filing of the stream, now and then of one that nobody listed.
    private mutating func later(in stream: StreamName) -> NewEvent? {
        let known = filings[stream] ?? []
        guard var filing = known.isEmpty ? nil : known[pick(known.count)] else { return nil }
        if pick(10) == 0 { filing.id += "/unheard" }
        let clock = Instant(microsecondsSinceEpoch: 1_700_000_000_000_000 + Int64(pick(1_000_000)))
        switch pick(6) {
        case 0:
            return .detailed(
                filing, ["items": ["8.01"], "acceptedClock": "utc"], publishedAt: clock)
        case 1: return .detailed(filing, ["sizeBytes": .integer(Int64(pick(9)))])
        case 2:
            let change = FilingCorrected.Change(
                field: "filedOn", old: nil, new: .string(day().text))
            return .corrected(filing, change, .init(field: "title", old: nil, new: "Own 标题"))
        case 3: return .corrected(filing, .init(field: "items", old: ["8.01"], new: nil))
        case 4: return .delisted(filing, on: pick(2) == 0 ? nil : day())
        default: return .relisted(filing)
        }
    }

    /// One of a few runs, so that some have several events, with what it says of a few units.
    private mutating func run() -> NewEvent {
        let units = ["2024-01-02", "2024-01-03", "2024-Q1"].prefix(pick(4)).map { unit in
            let states = RunCoverage.State.allCases
            return RunCoverage(
                unit: unit, state: states[pick(states.count)], reason: "why \(pick(3))")
        }
        return .run(
            ["edgar-index", "cninfo"][pick(2)], "2024-01-0\(1 + pick(5))T03:00:00Z",
            outcome: RunFinished.Outcome.allCases[pick(3)], appended: Int64(pick(50)),
            coverage: units, part: Int64(1 + pick(3)), parts: 3)
    }

    private mutating func claim(of company: String) -> NewEvent {
        let dates = ["2024-06", "mid-2026", "in 2025", "2024-06-29", "2024-05/..", "../2024-05"]
        let date = pick(4) == 0 ? nil : try? UncertainDate.reading(dates[pick(dates.count)])
        let knownOn = pick(3) == 0 ? nil : day()
        let (about, amount) = (pick(4), pick(3))
        let (milestone, related, party) = (pick(5), pick(4), pick(3))
        let ends = (pick(3), pick(3))
        return .claim(
            "F\(pick(6))", of: company, "Title \(pick(50)) 睿力", date: date, knownOn: knownOn
        ) { claim in
            if about < 3 { claim.about = "thing-\(about)" }
            if amount > 0 { claim.amount = try? .reading("CNY \(amount)bn") }
            if milestone < MilestonePhase.allCases.count {
                claim.milestone = ClaimMilestone(
                    key: "plant-\(about % 2)", phase: MilestonePhase.allCases[milestone],
                    name: ["start", "production"][party % 2])
            }
            if related == 0 {
                claim.relation = ClaimRelation(
                    subject: .init(name: "Company \(ends.0)", key: ends.0 == 0 ? nil : "a"),
                    predicate: .parentOf, object: .init(name: "Company \(ends.1)"))
            }
            if party == 0 {
                claim.parties = [ClaimParty(name: "Party \(ends.0)", role: "issuer", key: "b")]
            }
        }
    }
}
