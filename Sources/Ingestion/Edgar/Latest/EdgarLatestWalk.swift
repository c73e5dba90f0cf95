import Filings

/// A walk from the newest entry down to what the last walk saw, and one page further.
///
/// Both signs must be seen: an entry that the log had before this walk, and a time before the last
/// walk's newest. Known entries alone are no sign, since another source may have brought them; a
/// time alone is none, since EDGAR's clocks and its pages are not in step. A walk that did not get
/// there leaves the mark where it was, so that the next one goes as far.
struct EdgarLatestWalk: SourceWalk {
    private enum Stage: Equatable {
        case descending
        /// One more page, for entries that were late.
        case overlapping
        /// Everything since the last walk was seen.
        case joined
        /// The feed shows no more.
        case windowEnded
        case stopped(reason: String)
    }

    static let part = "getcurrent"
    private static let address =
        "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=&owner=include"
    private static let perPage = 100
    /// From here on an error means that there is no more: the window was 5,100 entries long when
    /// it was measured, and start=5100 answered 503.
    static let windowEntries = 5000
    /// A feed that never ends is not the feed we know.
    private static let farthest = 20_000

    private let server: String?
    /// Of the last walk that was whole; `nil` at the first.
    private let lastNewest: Instant?
    private var stage = Stage.descending
    private var start = 0
    private var newest: Instant?
    private var oldest: Instant?
    /// What this walk read already: pages move while they are read.
    private var seen: Set<String> = []
    private var pagesNotTaken: [String] = []
    private var refused = 0

    init(server: String?, lastNewest: Instant?) {
        self.server = server
        self.lastNewest = lastNewest
    }

    mutating func next() -> SourceRequest? {
        guard stage == .descending || stage == .overlapping else { return nil }
        let digits = String(start)
        let padded = String(repeating: "0", count: max(0, 4 - digits.count)) + digits
        return SourceRequest(
            part: Self.part,
            url: SECRegister.address(Self.address, on: server)
                + "&start=\(start)&count=\(Self.perPage)&output=atom",
            documentName: "getcurrent-start-\(padded).atom")
    }

    mutating func take(_ page: WalkedPage) {
        switch page.answer {
        case .content: takeContent(page)
        case .unchanged where start == 0: stage = .joined
        case .pastTheEnd: stage = stage == .overlapping ? .joined : .windowEnded
        default:
            stage =
                stage == .overlapping
                ? .joined : .stopped(reason: "start=\(start) was answered: \(page.answer.text)")
        }
    }

    private mutating func takeContent(_ page: WalkedPage) {
        guard let reading = page.reading else {
            pagesNotTaken.append("start=\(start)")
            return advance()
        }
        refused += reading.refusals.count
        let repeats = reading.findings.count { !seen.insert($0.event.id).inserted }
        let pageOldest = reading.notes["oldest"].flatMap { Instant($0) }
        let pageNewest = reading.notes["newest"].flatMap { Instant($0) }
        newest = [newest, pageNewest].compactMap(\.self).max()
        oldest = [oldest, pageOldest].compactMap(\.self).min()
        if stage == .overlapping {
            stage = .joined
        } else if reading.notes["entries"] == "0" {
            stage = .windowEnded
        } else {
            // A repeat was recorded by this walk, and says nothing of the last one.
            if page.known > repeats, hasPassedLastNewest { stage = .overlapping }
            advance()
        }
    }

    private mutating func advance() {
        start += Self.perPage
        if start > Self.farthest { stage = .stopped(reason: "no end by start=\(start)") }
    }

    private var hasPassedLastNewest: Bool {
        guard let lastNewest, let oldest else { return false }
        return oldest < lastNewest
    }
}

extension EdgarLatestWalk {
    var coverage: [RunCoverage] {
        guard stage == .joined || stage == .windowEnded else {
            var reason = "the walk was cut short at start=\(start)"
            if case .stopped(let why) = stage { reason = why }
            return [feed(oldest == nil ? .unread : .partial, reason)]
        }
        if stage == .windowEnded, oldest == nil {
            return [feed(.unread, "the feed has no entries")]
        }
        var coverage: [RunCoverage] = []
        if !pagesNotTaken.isEmpty {
            let pages = pagesNotTaken.joined(separator: ", ")
            coverage.append(feed(.partial, "pages that could not be taken: \(pages)"))
        } else if refused > 0 {
            coverage.append(
                RunCoverage(
                    unit: Self.part, state: .partial, reason: "\(refused) entries were refused"))
        } else {
            coverage.append(RunCoverage(unit: Self.part, state: .complete, reason: reach))
        }
        return coverage + gap
    }

    /// From when to when, for people.
    private var reach: String? {
        guard let oldest, let newest else { return nil }
        let isFirst = lastNewest == nil ? "; what was accepted before is for the index" : ""
        return "accepted from \(oldest) to \(newest)\(isFirst)"
    }

    /// The days of which the window no longer showed everything.
    private var gap: [RunCoverage] {
        guard stage == .windowEnded, !hasPassedLastNewest, let lastNewest, let oldest else {
            return []
        }
        return LatestGap.days(from: lastNewest, to: oldest).map { day in
            RunCoverage(
                unit: day.text, state: .partial,
                reason: "the feed's window ended at \(oldest), after \(lastNewest)",
                repair: "edgar-index --day \(day.text)")
        }
    }

    private func feed(_ state: RunCoverage.State, _ reason: String) -> RunCoverage {
        RunCoverage(unit: Self.part, state: state, reason: reason, repair: "edgar-latest")
    }

    func state(of part: String) -> [String: String] {
        guard part == Self.part else { return [:] }
        let isWhole = (stage == .joined || stage == .windowEnded) && pagesNotTaken.isEmpty
        let reached = isWhole ? [newest, lastNewest].compactMap(\.self).max() : lastNewest
        return reached.map { ["newest": $0.text] } ?? [:]
    }
}
