import EventStorage
import Filings

/// A walk through the indexes of days and quarters that were asked for, the oldest first.
///
/// Not asked for are weekends, on which nothing is published, and what is still to come.
struct IndexWalk: SourceWalk {
    private struct Step {
        var request: SourceRequest?
        var coverage: RunCoverage
        /// What the last run knew, for an unchanged document.
        var known: RunCoverage.State = .complete
    }

    private var steps: [Step] = []
    private var place = 0

    /// - Parameter today: New York's day.
    init(
        quarters: [YearQuarter], days: ClosedRange<CivilDay>?, variant: String, server: String?,
        today: CivilDay, checkpoints: [String: SourceCheckpoint]
    ) {
        for quarter in Set(quarters).sorted() {
            let request = Self.request(quarter, variant, on: server, today: today)
            var step = Self.step(
                request, unit: "\(quarter)", option: "--quarter", isToCome: quarter.firstDay > today
            )
            let state = checkpoints[request.part]?.state["coverage"]
            if let known = state.flatMap({ RunCoverage.State(rawValue: $0) }) { step.known = known }
            steps.append(step)
        }
        guard let days else { return }
        var day = days.lowerBound
        while day <= days.upperBound {
            if day.weekday.rawValue >= 6 {
                let coverage = RunCoverage(unit: day.text, state: .empty, reason: "a weekend")
                steps.append(Step(coverage: coverage))
            } else {
                let request = Self.request(day, variant, on: server, today: today)
                steps.append(
                    Self.step(request, unit: day.text, option: "--day", isToCome: day > today))
            }
            day = day.adding(days: 1)
        }
    }

    private static func step(
        _ request: SourceRequest, unit: String, option: String, isToCome: Bool
    ) -> Step {
        let repair = "\(EdgarIndex.sourceName) \(option) \(unit)"
        if isToCome {
            let coverage = RunCoverage(
                unit: unit, state: .pending, reason: "still to come", repair: repair)
            return Step(coverage: coverage)
        }
        let coverage = RunCoverage(
            unit: unit, state: .unread, reason: "not asked for", repair: repair)
        return Step(request: request, coverage: coverage)
    }

    /// A quarter's index is rewritten long after the quarter, so it is asked for on condition. That
    /// of a quarter that has begun is always there; without it nothing is known of the quarter.
    private static func request(
        _ quarter: YearQuarter, _ variant: String, on server: String?, today: CivilDay
    ) -> SourceRequest {
        let folder = "\(quarter.year)/QTR\(quarter.quarter)"
        let url = "\(SECRegister.archives)/full-index/\(folder)/\(variant).gz"
        var request = SourceRequest(
            part: "\(quarter)/\(variant)", url: SECRegister.address(url, on: server),
            documentName: "\(variant).\(quarter.year)QTR\(quarter.quarter).gz")
        request.isConditional = true
        request.absence =
            quarter < YearQuarter(of: today)
            ? .refused(reason: "no index of a quarter that is over") : .notThereYet
        return request
    }

    /// Daily indexes are asked for as plain text: all real ones seen have that, and the transfer
    /// is compressed anyway. They appear from 22:00 to 22:45 in New York, now and then later, so
    /// today's and yesterday's may still come; an earlier day without one was a holiday.
    private static func request(
        _ day: CivilDay, _ variant: String, on server: String?, today: CivilDay
    ) -> SourceRequest {
        let digits = day.text.filter { $0 != "-" }
        let folder = "\(day.year)/QTR\(YearQuarter(of: day).quarter)"
        let url = "\(SECRegister.archives)/daily-index/\(folder)/\(variant).\(digits).idx"
        var request = SourceRequest(
            part: "\(day)/\(variant)", url: SECRegister.address(url, on: server))
        request.absence = day.adding(days: 1) < today ? .neverWillBe : .notThereYet
        return request
    }

    mutating func next() -> SourceRequest? {
        while place < steps.count {
            defer { place += 1 }
            if let request = steps[place].request { return request }
        }
        return nil
    }

    mutating func take(_ page: WalkedPage) {
        guard let index = steps.firstIndex(where: { $0.request?.part == page.request.part }) else {
            return
        }
        steps[index].coverage = Self.coverage(after: page, of: steps[index])
    }

    private static func coverage(after page: WalkedPage, of step: Step) -> RunCoverage {
        func known(_ state: RunCoverage.State, _ reason: String? = nil) -> RunCoverage {
            var coverage = RunCoverage(unit: step.coverage.unit, state: state, reason: reason)
            if coverage.isGap { coverage.repair = step.coverage.repair }
            return coverage
        }
        switch page.answer {
        case .content:
            if let failure = page.failure { return known(.unread, failure.description) }
            let stated = page.reading?.coverage.first { $0.unit == step.coverage.unit }
            return stated ?? known(.partial, "the document is not of \(step.coverage.unit)")
        case .unchanged:
            return known(step.known, step.known == .complete ? nil : "unchanged since last read")
        case .notThereYet: return known(.pending, "not published yet")
        case .neverWillBe: return known(.empty, "no index: a holiday")
        case .pastTheEnd, .throttled: return known(.unread, page.answer.text)
        case .broken(let reason), .refused(let reason): return known(.unread, reason)
        }
    }

    var coverage: [RunCoverage] { steps.map(\.coverage) }

    func state(of part: String) -> [String: String] {
        guard let step = steps.first(where: { $0.request?.part == part }) else { return [:] }
        return ["coverage": step.coverage.state.rawValue]
    }
}
