import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering

/// The page of one company: its history as it is asked for, and with it that of every other day.
public struct CompanyPage: Sendable {
    private let question: TimelineQuestion
    private let texts: LimitTexts
    /// The service that the page is served by; `nil` for one that is saved.
    private let address: HistoryPage.Address?

    public init(
        _ question: TimelineQuestion, at texts: LimitTexts, address: HistoryPage.Address? = nil
    ) {
        self.question = question
        self.texts = texts
        self.address = address
    }

    /// - Parameter timeline: The answer to the question.
    public func document(of timeline: CompanyTimeline, in ledger: Ledger) async throws -> String {
        let (company, limits) = (timeline.company, timeline.limits)
        let today = try texts.present().day
        let book = try await ledger.book(of: company.stream, at: limits)
        let conflicts = try await ConflictsQuestion.conflicts(of: company.stream, ledger, limits)
        let details = PageDetails(book: book, conflicts: conflicts.records)
        let states = try await ledger.models.states(of: company.stream, at: limits.position)
        let window = try DayWindow(from: question.from, to: question.to, today: today)
        let items = PageItems(
            timeline, states: states, question: question, window: window, details: details
        ).items
        var notes = timeline.history.notes
        if let first = try await timeline.firstRecorded(in: ledger) { notes.append(first) }
        if !states.isWhole {
            notes.append("Of this long history the slider tells the months apart, not the days.")
        }
        return HistoryPage(
            items, header: timeline.header, notes: notes,
            sections: try await sections(of: timeline, conflicts, today: today, in: ledger),
            days: limits.asOf == nil ? states.days.filter { $0 <= today } : [], address: address,
            command: command(of: timeline)
        ).document
    }

    private func sections(
        of timeline: CompanyTimeline, _ conflicts: RecordSet, today: CivilDay, in ledger: Ledger
    ) async throws -> [HistoryPage.Section] {
        let (company, limits) = (timeline.company, timeline.limits)
        let day = limits.asOf ?? today
        let overdue = try await OverdueQuestion.overdue(
            of: [company.stream], on: day, at: limits, in: ledger)
        let milestones = try await MilestonesQuestion.milestones(
            of: company.stream, ledger, limits)
        return [
            .init(
                title: "Past a day that was set",
                lines: overdue.records.map { Self.line($0, "milestone", "title") },
                empty: "Nothing, as known on \(day.text); looked for in what was recorded by "
                    + "#\(limits.position)."),
            .init(
                title: "Where sources disagree",
                lines: Self.sides(of: conflicts.records),
                empty: "Nowhere, in what was recorded by #\(limits.position)."),
            .init(
                title: "What slipped", lines: milestones.records.flatMap(Self.slips),
                empty: "No plan moved, in what was recorded by #\(limits.position)."),
        ]
    }

    private static func line(_ record: Record, _ names: String...) -> String {
        names.compactMap { record[$0]?.stringValue }.joined(separator: ": ")
    }

    /// One line for each thing, with what each side says.
    private static func sides(of records: [Record]) -> [String] {
        var lines: [(about: String, sides: [String])] = []
        for record in records {
            let field = record["field"]?.stringValue ?? ""
            let about = (record["about"]?.stringValue ?? "") + " \(field)"
            let tier = record["tier"]?.stringValue.map { ", \($0)" } ?? ""
            let chosen = record["chosen"] == true ? ", chosen" : ""
            let side =
                "\(record["value"]?.stringValue ?? "") "
                + "(\(record["claim"]?.stringValue ?? "")\(tier)\(chosen))"
            if lines.last?.about == about {
                lines[lines.count - 1].sides.append(side)
            } else {
                lines.append((about, [side]))
            }
        }
        return lines.map { "\($0.about): \($0.sides.joined(separator: " | "))" }
    }

    /// Every move of a milestone's plan, and how it stands to its term.
    private static func slips(of record: Record) -> [String] {
        let name = record["milestone"]?.stringValue ?? ""
        let points = record["points"]?.arrayValue ?? []
        var lines = points.compactMap { point -> String? in
            guard let slip = point["slip"]?["title"]?.stringValue else { return nil }
            let claim = point["claim"]?.stringValue ?? ""
            let against = point["slip"]?["against"]?.stringValue ?? ""
            return "\(name): \(slip), \(claim) against \(against)"
        }
        if let past = record["pastTerm"]?["title"]?.stringValue {
            lines.append("\(name): \(past) past its term")
        }
        return lines
    }

    private func command(of timeline: CompanyTimeline) -> String {
        var words = ["annals page \(timeline.company.key)"]
        if let day = timeline.limits.asOf { words.append("--as-of \(day.text)") }
        words.append("--at-position \(timeline.limits.position)")
        return words.joined(separator: " ")
    }
}
