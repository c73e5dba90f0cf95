import Filings

/// One share over some days, or the whole market day by day.
struct CninfoTarget {
    var stock: CninfoStock?
    private let days: ClosedRange<CivilDay>
    /// Whether the days were asked for, and not all there are.
    private let isLimited: Bool
    private var waiting: [ClosedRange<CivilDay>]
    private var span: CninfoSpan?
    private(set) var ended:
        [(days: ClosedRange<CivilDay>, state: RunCoverage.State, reason: String?)] = []
    private var failure: String?

    /// Every announcement of the market, each day by itself.
    init(marketIn days: ClosedRange<CivilDay>) {
        self.days = days
        isLimited = true
        waiting = days.all.map { $0...$0 }
    }

    init(_ stock: CninfoStock, in days: ClosedRange<CivilDay>, isLimited: Bool) {
        self.stock = stock
        self.days = days
        self.isLimited = isLimited
        waiting = [days]
    }

    mutating func request(at address: CninfoAddress) -> SourceRequest? {
        if failure != nil { return nil }
        if span == nil {
            if waiting.isEmpty { return nil }
            span = CninfoSpan(waiting.removeFirst())
        }
        guard let span else { return nil }
        return address.page(span.page, of: stock, in: span.days, label: label(of: span.days))
    }

    /// The same at every run for the same question, also when it grows with the present.
    private func label(of days: ClosedRange<CivilDay>) -> String {
        if days == self.days && !isLimited { return "all" }
        if days.dayCount == 1 { return days.lowerBound.text }
        return "\(days.lowerBound)~\(days.upperBound)"
    }

    /// - Returns: A reason to ask the register for nothing more, where there is one.
    mutating func take(_ page: WalkedPage) -> String? {
        var stop: String?
        switch page.answer {
        case .content:
            if let reading = page.reading {
                span?.take(reading)
            } else {
                span?.end(.partial, page.failure?.description ?? "an answer could not be taken")
            }
        case .unchanged, .notThereYet, .neverWillBe, .pastTheEnd:
            span?.end(.unread, "no announcements in the answer")
        case .throttled:
            span?.end(.unread, "asked too often")
            stop = "asked too often"
        case .refused(let reason):
            span?.end(.unread, reason)
            stop = reason
        case .broken(let reason): span?.end(.unread, reason)
        }
        switch (span?.outcome, span) {
        case (.tooLong, let long?): waiting = long.halves + waiting
        case (.ended(let state, let reason), let done?):
            ended.append((done.days, state, reason))
        default: return stop
        }
        span = nil
        return stop
    }

    mutating func fail(_ reason: String) { failure = reason }

    /// - Parameters:
    ///   - today: In Beijing; it and later days are not over.
    ///   - reason: Why what was not read was not, if nothing else tells.
    func coverage(today: CivilDay, otherwise reason: String) -> [RunCoverage] {
        let open = [span?.days].compactMap(\.self) + waiting
        let unread = open.map {
            (days: $0, state: RunCoverage.State.unread, reason: Optional(reason))
        }
        let all = (failure == nil ? ended + unread : [(days, .unread, failure)])
            .sorted { $0.days.lowerBound < $1.days.lowerBound }
        guard let stock else {
            return all.map { Self.day($0.days.lowerBound, $0.state, $0.reason, today: today) }
        }
        let gaps = all.filter { $0.state != .complete && $0.state != .empty }
        guard let gap = gaps.first(where: { $0.state == .partial }) ?? gaps.first else {
            let isEmpty = all.allSatisfy { $0.state == .empty }
            return [RunCoverage(unit: stock.unit, state: isEmpty ? .empty : .complete)]
        }
        let isRead = all.count > gaps.count
        let since = isLimited ? " --since \(days.lowerBound) --until \(days.upperBound)" : ""
        let organization = stock.organization.map { ":" + $0 } ?? ""
        return [
            RunCoverage(
                unit: stock.unit, state: isRead ? .partial : gap.state, reason: gap.reason,
                repair: "cninfo --company \(stock.code)\(organization)\(since)")
        ]
    }

    private static func day(
        _ day: CivilDay, _ state: RunCoverage.State, _ reason: String?, today: CivilDay
    ) -> RunCoverage {
        let isRead = state == .complete || state == .empty
        if isRead && day < today { return RunCoverage(unit: day.text, state: state) }
        return RunCoverage(
            unit: day.text, state: isRead ? .pending : state,
            reason: isRead ? "the day was not over" : reason, repair: "cninfo --day \(day)")
    }
}
