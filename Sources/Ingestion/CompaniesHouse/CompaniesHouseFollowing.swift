import Filings

/// Follows the register's stream, from where the last run left it.
///
/// Source: the streaming specification, "timepoint": a stream resumes at a timepoint; one that is
/// too old is answered with 416, and what was announced since is not to be had from the stream.
struct CompaniesHouseFollowing: Equatable {
    /// Where to resume: the last one read.
    private(set) var timepoint: String?
    private(set) var isOver = false
    private let repair: String
    /// The first one of the stretch without a gap.
    private var start: String?
    private var end: RunCoverage?
    /// A timepoint that was too old, until one is read after it.
    private var lost: String?
    private var past: [RunCoverage] = []

    /// - Parameter repair: The arguments that read again what a gap has lost.
    init(from timepoint: String?, repair: String) {
        self.timepoint = timepoint
        self.repair = repair
        start = timepoint
    }

    mutating func take(_ page: WalkedPage) {
        switch page.answer {
        case .content: takeLines(page)
        case .pastTheEnd:
            // Without a timepoint there is none that could be too old.
            guard let old = timepoint else { return stop("refused without a timepoint") }
            closeStretch()
            lost = old
            (timepoint, start) = (nil, nil)
        case .unchanged, .notThereYet: break
        case .neverWillBe: stop("there is no such stream")
        case .throttled: stop("asked too often")
        case .broken(let reason), .refused(let reason): stop(reason)
        }
    }

    private mutating func takeLines(_ page: WalkedPage) {
        if let failure = page.failure { return stop(failure.description) }
        // Without lines: the register has ended the answer, as it does now and then.
        guard let reading = page.reading else { return }
        guard let newest = reading.notes["timepoint"] else { return }
        if let old = lost {
            past.append(gap("\(old)..\(newest)", "timepoint \(old) was too old"))
            lost = nil
        }
        if start == nil { start = newest }
        timepoint = newest
    }

    private mutating func stop(_ reason: String) {
        isOver = true
        end = gap(timepoint.map { "\($0).." } ?? "from now on", reason)
        end?.repair = "companies-house --live"
    }

    private mutating func closeStretch() {
        if let stretch { past.append(stretch) }
    }

    private var stretch: RunCoverage? {
        guard let start, let timepoint, start != timepoint else { return nil }
        return RunCoverage(unit: Self.unit("\(start)..\(timepoint)"), state: .complete)
    }

    private func gap(_ timepoints: String, _ reason: String) -> RunCoverage {
        RunCoverage(
            unit: Self.unit(timepoints), state: .unread, reason: reason, repair: repair)
    }

    private static func unit(_ timepoints: String) -> String { "stream/filings \(timepoints)" }

    /// Stretches of timepoints, read and lost.
    var coverage: [RunCoverage] {
        let open = lost.map { gap("\($0)..", "timepoint \($0) was too old") }
        return past + [open, stretch, end].compactMap(\.self)
    }

    var state: [String: String] {
        timepoint.map { ["timepoint": $0] } ?? [:]
    }
}
