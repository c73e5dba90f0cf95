import EventStorage
import Filings

/// Asks for all filers' files in one, on condition that they are others than last time.
struct SubmissionsBulkWalk: SourceWalk {
    /// Made anew every night, about three o'clock in New York; more than a gigabyte.
    static let address = "\(SECRegister.archives)/daily-index/bulkdata/submissions.zip"
    static let part = "submissions.zip"
    /// Several times what it has.
    private static let mostBytes = 8 << 30
    private static let stateName = "coverage"

    private let server: String?
    /// What the last reading knew, for when it is unchanged.
    private let known: RunCoverage.State
    private var isAsked = false
    private var page: WalkedPage?

    init(server: String?, checkpoints: [String: SourceCheckpoint]) {
        self.server = server
        let state = checkpoints[Self.part]?.state[Self.stateName]
        known = state.flatMap { RunCoverage.State(rawValue: $0) } ?? .complete
    }

    mutating func next() -> SourceRequest? {
        if isAsked { return nil }
        isAsked = true
        var request = SourceRequest(
            part: Self.part, url: SECRegister.address(Self.address, on: server))
        request.isConditional = true
        request.isLarge = true
        request.mostBytes = Self.mostBytes
        request.absence = .refused(reason: "no file for everybody is there")
        return request
    }

    mutating func take(_ page: WalkedPage) { self.page = page }

    var coverage: [RunCoverage] {
        guard let page else { return [unit(.unread, "not asked for")] }
        if let reading = page.reading {
            let stated = reading.coverage.first { $0.unit == Self.part }
            return [unit(stated?.state ?? .partial, stated?.reason)]
        }
        if page.answer == .unchanged {
            return [unit(known, known == .complete ? nil : "unchanged since last read")]
        }
        return [unit(.unread, page.reasonNotRead)]
    }

    private func unit(_ state: RunCoverage.State, _ reason: String?) -> RunCoverage {
        var coverage = RunCoverage(unit: Self.part, state: state, reason: reason)
        if coverage.isGap { coverage.repair = "edgar-submissions --bulk" }
        return coverage
    }

    /// Of the last reading; one that failed says nothing of it.
    func state(of part: String) -> [String: String] {
        guard part == Self.part, page?.reading != nil else { return [:] }
        return coverage.first.map { [Self.stateName: $0.state.rawValue] } ?? [:]
    }

    /// The first member's mark, or the directory's end of an archive without members.
    ///
    /// Source: PKWARE, APPNOTE.TXT, sections 4.3.7 and 4.3.16.
    static func isZip(_ start: [UInt8]) -> Bool {
        start.starts(with: [0x50, 0x4B, 3, 4]) || start.starts(with: [0x50, 0x4B, 5, 6])
    }
}
