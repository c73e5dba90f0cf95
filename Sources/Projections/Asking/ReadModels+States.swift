import EventStorage
import Filings

/// A history as it was public on every day, all at once: for a page that can be asked without a
/// server.
extension ReadModels {
    /// One version of a line, and the days on which it was what was public.
    public struct StatedLine: Equatable, Sendable {
        /// The same for all versions of a line.
        public let key: String
        public let line: Line
        /// The first day that ends with it.
        public let from: CivilDay
        /// The first day that ends without it, or with another version; `nil`: it still is.
        public let to: CivilDay?
    }

    /// All versions of all lines.
    public struct States: Equatable, Sendable {
        public let lines: [StatedLine]
        /// Those on which something changed, in order.
        public let days: [CivilDay]
        /// Every day of change is told apart; of a very long history months are.
        public let isWhole: Bool
    }

    /// How much folding a page may cost: days that are told apart times events.
    private static let mostWork = 400_000

    /// - Parameter position: Of the events recorded up to that position; `nil` for all.
    /// - Throws: As ``timeline(of:at:asOf:certainly:brief:)`` does.
    public func states(
        of company: StreamName, at position: Int64? = nil
    ) async throws(EventStoreError) -> States {
        let some = try await QuietFilings(
            of: company, at: position, by: [Timeline(), FilingList()], in: self)
        let all = Self.days(of: some.events)
        let isWhole = all.count * some.events.count <= Self.mostWork
        let days = isWhole ? all : Self.lastOfMonths(all)
        var lines: [StatedLine] = []
        var open: [String: (line: Line, from: CivilDay)] = [:]
        for day in days {
            let now = try Self.lines(of: some.events, asOf: day)
            for (key, before) in open where now[key] != before.line {
                lines.append(
                    StatedLine(key: key, line: before.line, from: before.from, to: day))
                open[key] = nil
            }
            for (key, line) in now where open[key] == nil { open[key] = (line, day) }
        }
        lines += open.map { StatedLine(key: $0, line: $1.line, from: $1.from, to: nil) }
        let quiet = try await quietLines(
            of: company, at: position, besides: some.loud, brief: false
        ).flatMap(Self.versions)
        lines += quiet
        return States(
            lines: lines.sorted { one, other in
                let (first, second) = (one.line.sortKey, other.line.sortKey)
                return first == second ? one.from < other.from : first < second
            },
            days: Set(days + quiet.map(\.from)).sorted(), isWhole: isWhole)
    }

    private static func lines(
        of events: [RecordedEvent], asOf day: CivilDay
    ) throws(EventStoreError) -> [String: Line] {
        let history = PublishedHistory(events, asOf: day)
        var filings: [String: PublishedHistory.Line<FilingList.Row>] = [:]
        for line in try history.answer(of: FilingList()).lines { filings[line.key] = line }
        var lines: [String: Line] = [:]
        for line in try history.answer(of: Timeline()).lines {
            let filing = filings[line.key]
            lines[line.key] = Line(
                line.row, filing: filing.map { .object($0.row.record) },
                isOnlyPossible: line.isOnlyPossible || filing?.isOnlyPossible ?? false)
        }
        return lines
    }

    /// A filing that only may have been public for some days is another version then.
    private static func versions(_ line: Line, _ days: PublicDays) -> [StatedLine] {
        let key = line.record["id"]?.stringValue ?? "#\(line.position)"
        guard let by = days.by, by > days.from else {
            let first = StatedLine(
                key: key, line: line.marked(isOnlyPossible: days.by == nil), from: days.from,
                to: nil)
            return [first]
        }
        return [
            StatedLine(key: key, line: line.marked(isOnlyPossible: true), from: days.from, to: by),
            StatedLine(key: key, line: line, from: by, to: nil),
        ]
    }

    private static func days(of events: [RecordedEvent]) -> [CivilDay] {
        let filings = FilingPublications(events)
        let claims = ClaimPublications(events)
        var days: Set<CivilDay> = []
        for event in events {
            let known = filings.days(of: event) ?? claims.days(of: event) ?? event.publicDays
            guard let known else { continue }
            days.insert(known.from)
            if let by = known.by { days.insert(by) }
        }
        return days.sorted()
    }

    private static func lastOfMonths(_ days: [CivilDay]) -> [CivilDay] {
        days.enumerated().filter { index, day in
            guard index + 1 < days.count else { return true }
            let next = days[index + 1]
            return (next.year, next.month) != (day.year, day.month)
        }.map(\.element)
    }
}
