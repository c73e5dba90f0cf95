import ArgumentParser
import CanonicalJSON
import Filings
import Projections
import Rendering

struct TimelineCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "timeline",
        abstract: "A company's history, drawn: what happened, what is planned, how sure it is.",
        discussion: """
            Dates that a source leaves open are marked: [Jun] month only, ~ approximate, ? uncertain, \
            y year inferred. With --from and --to, lines that only may lie between are marked; \
            --certain leaves them out.
            """)

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Only from this day on.", valueName: "date"))
    var from: String?

    @Option(
        parsing: .unconditional, help: ArgumentHelp("Only up to this day.", valueName: "date"))
    var to: String?

    @Option(help: ArgumentHelp("Only this kind, as filing or milestone; may be repeated."))
    var kind: [String] = []

    @Flag(help: "Only what certainly lies between the limits, not what only may.")
    var certain = false

    @Option(help: ArgumentHelp("How dates are written: words or edtf."))
    var dates: TimelineOptions.Dates = .words

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        let window = try DayWindow(from: from, to: to, today: try question.present().day)
        try await database.withLog { ledger in
            let limits = try await ledger.limitsOfModels(
                try await question.limits(in: ledger.store),
                reading: ReadModels.Table.ofCompanies + [.timeline])
            let company = try await ledger.company(company, at: limits)
            let history = try await history(of: company.stream, ledger, limits, window)
            if kind.isEmpty == false, history.lines.isEmpty {
                try Self.check(
                    kinds: kind,
                    among: await ledger.models.timeline(
                        of: company.stream, at: limits.position, brief: true))
            }
            if isDrawn {
                var notes = try await conflicts(of: company, ledger, limits)
                if history.lines.isEmpty, limits.isPinned,
                    let first = try await ledger.store.firstEvent(of: company.stream),
                    first.position > limits.position
                {
                    notes.append(
                        "first recorded by us \(first.recordedAt.day.text) (#\(first.position))")
                }
                output.page(drawing(history, of: company, limits: limits, notes: notes).text)
            } else if output.chosenFormat.isOfHistories {
                let text = try await HistoryDocument(
                    history: history, header: TimelineHeader(company, limits: limits),
                    book: ledger.book(of: company.stream, at: limits)
                ).text(as: output.chosenFormat)
                StandardOutput.write(text)
            } else {
                try output.show(history.records(basis: limits.basis))
            }
            StandardOutput.flush()
        }
    }

    private func history(
        of company: StreamName, _ ledger: Ledger, _ limits: QuestionLimits, _ window: DayWindow
    ) async throws -> CompanyHistory {
        let lines = try await ledger.lines(
            of: company, at: limits, certainly: certain, brief: isDrawn)
        return CompanyHistory(lines, window: window, certain: certain).keeping(kinds: kind)
    }

    func validate() throws {
        if output.format?.isOfHistories == true, output.fields != nil {
            throw ValidationError("--fields chooses fields of records; leave it out here.")
        }
    }

    /// A table of fields only where fields are asked for.
    private var isDrawn: Bool {
        (output.format ?? .table) == .table && output.fields == nil && !output.expanded
    }

    /// Where sources disagree, and how to see it: at the end of a whole history of today. As of a
    /// day it would be the claims' second folding.
    private func conflicts(
        of company: ReadModels.Company, _ ledger: Ledger, _ limits: QuestionLimits
    ) async throws -> [String] {
        guard kind.isEmpty, from == nil, to == nil, limits.asOf == nil,
            try await ledger.models.standing(of: [.conflicts]).missing.isEmpty
        else { return [] }
        let conflicts = try await ledger.models.conflicts(
            of: company.stream, at: limits.position)
        if conflicts.isEmpty { return [] }
        let things = conflicts.prefix(3).map(\.comparison.subject).joined(separator: ", ")
        let count = conflicts.count == 1 ? "1 conflict" : "\(conflicts.count) conflicts"
        let more = conflicts.count > 3 ? ", …" : ""
        return ["\(count): \(things)\(more); see annals conflicts \(company.key)"]
    }

    private func drawing(
        _ history: CompanyHistory, of company: ReadModels.Company, limits: QuestionLimits,
        notes: [String]
    ) -> TimelineDrawing {
        TimelineDrawing(
            header: TimelineHeader(company, limits: limits), entries: history.entries,
            notes: history.notes + notes,
            options: TimelineOptions(
                width: output.width ?? 80, style: output.ascii ? .ascii : .unicode,
                ambiguousWide: output.ambiguousWide, colour: output.hasColour, dates: dates))
    }

    private static func check(kinds: [String], among lines: [ReadModels.Line]) throws {
        let known = Set(lines.compactMap { $0.record["kind"]?.stringValue }).sorted()
        guard let unknown = kinds.first(where: { !known.contains($0) }), !known.isEmpty else {
            return
        }
        let nearest = Suggestion.closest(to: unknown, in: known).map { " Did you mean \($0)?" }
        throw CommandFailure(
            "This history has no kind \(unknown); it has \(known.joined(separator: ", "))."
                + (nearest ?? ""), .usage)
    }
}

extension TimelineOptions.Dates: ExpressibleByArgument {}
