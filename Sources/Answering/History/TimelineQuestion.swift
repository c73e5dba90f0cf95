import EventStorage
import Filings
import Projections
import Rendering

/// A company's history: what happened, what is planned, how sure it is.
public struct TimelineQuestion: Question {
    /// A key, ticker, CIK, LEI, register number or any name.
    public var company: String
    /// The days between which a line lies, as the user wrote them.
    public var from: String?
    public var to: String?
    public var kinds: [String]
    /// Only what certainly lies between the limits, not what only may.
    public var certain: Bool

    public init(
        of company: String, from: String? = nil, to: String? = nil, kinds: [String] = [],
        certain: Bool = false
    ) {
        self.company = company
        self.from = from
        self.to = to
        self.kinds = kinds
        self.certain = certain
    }

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let timeline = try await timeline(at: texts, in: ledger)
        return Answer(timeline.records, remarks: timeline.history.notes)
    }

    /// The history itself, for those who draw it.
    ///
    /// - Parameter brief: Without the whole records of plain lines: enough for a drawing.
    public func timeline(
        at texts: LimitTexts, in ledger: Ledger, brief: Bool = false
    ) async throws -> CompanyTimeline {
        let window = try DayWindow(from: from, to: to, today: try texts.present().day)
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store),
            reading: ReadModels.Table.ofCompanies + [.timeline])
        let company = try await ledger.company(company, at: limits)
        let lines = try await ledger.lines(
            of: company.stream, at: limits, certainly: certain, brief: brief)
        let history = CompanyHistory(lines, window: window, certain: certain)
            .keeping(kinds: kinds)
        if !kinds.isEmpty, history.lines.isEmpty {
            try check(
                among: await ledger.models.timeline(
                    of: company.stream, at: limits.position, brief: true))
        }
        return CompanyTimeline(company: company, limits: limits, history: history)
    }

    /// An empty history must not hide a slip of the pen.
    private func check(among lines: [ReadModels.Line]) throws {
        let known = Set(lines.compactMap { $0.record["kind"]?.stringValue }).sorted()
        guard let unknown = kinds.first(where: { !known.contains($0) }), !known.isEmpty else {
            return
        }
        let nearest = Suggestion.closest(to: unknown, in: known).map { " Did you mean \($0)?" }
        throw Failure(
            "This history has no kind \(unknown); it has \(known.joined(separator: ", "))."
                + (nearest ?? ""), .usage, .missing)
    }
}

/// A company's history under its limits.
public struct CompanyTimeline {
    public let company: ReadModels.Company
    public let limits: QuestionLimits
    public let history: CompanyHistory

    public init(company: ReadModels.Company, limits: QuestionLimits, history: CompanyHistory) {
        self.company = company
        self.limits = limits
        self.history = history
    }

    public var records: RecordSet { history.records(basis: limits.basis) }

    public var header: TimelineHeader { TimelineHeader(company, limits: limits) }

    /// What an empty history says of itself: that nothing of the company had been recorded by then.
    public func firstRecorded(in ledger: Ledger) async throws -> String? {
        guard history.lines.isEmpty, limits.isPinned,
            let first = try await ledger.store.firstEvent(of: company.stream),
            first.position > limits.position
        else { return nil }
        return "first recorded by us \(first.recordedAt.day.text) (#\(first.position))"
    }

    /// As a calendar or a drawing; the page is ``CompanyPage``.
    public func document(as format: OutputFormat, in ledger: Ledger) async throws -> String {
        try await HistoryDocument(
            history: history, header: header, book: ledger.book(of: company.stream, at: limits),
            remark: ledger.remark
        ).text(as: format)
    }
}
