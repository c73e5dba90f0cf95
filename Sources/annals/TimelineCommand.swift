import Answering
import ArgumentParser
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
        let asked = TimelineQuestion(
            of: company, from: from, to: to, kinds: kind, certain: certain)
        try await database.reading { ledger in
            let timeline = try await asked.timeline(
                at: question.texts, in: ledger, brief: isDrawn)
            if isDrawn {
                var notes = try await conflicts(in: timeline, ledger)
                if let first = try await timeline.firstRecorded(in: ledger) { notes.append(first) }
                output.page(drawing(timeline, notes: notes).text)
            } else if output.chosenFormat.isOfHistories {
                StandardOutput.write(
                    output.chosenFormat == .html
                        ? try await CompanyPage(asked, at: question.texts)
                            .document(of: timeline, in: ledger)
                        : try await timeline.document(as: output.chosenFormat, in: ledger))
            } else {
                try output.show(timeline.records)
            }
            StandardOutput.flush()
        }
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
        in timeline: CompanyTimeline, _ ledger: Ledger
    ) async throws -> [String] {
        let (company, limits) = (timeline.company, timeline.limits)
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
        _ timeline: CompanyTimeline, notes: [String]
    ) -> TimelineDrawing {
        TimelineDrawing(
            header: timeline.header, entries: timeline.history.entries,
            notes: timeline.history.notes + notes,
            options: TimelineOptions(
                width: output.width ?? 80, style: output.ascii ? .ascii : .unicode,
                ambiguousWide: output.ambiguousWide, colour: output.hasColour, dates: dates))
    }
}

extension TimelineOptions.Dates: ExpressibleByArgument {}
