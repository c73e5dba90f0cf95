import Filings

/// An entry with its texts ready, safe to show and measured.
///
/// A class, because sorting and grouping thousands of rows would copy and count every text in them.
final class TimelineRow: Sendable {
    /// A piece of the text; what is whole is not broken.
    struct Piece: Equatable {
        let text: String
        let isWhole: Bool
    }

    let entry: TimelineEntry
    /// Where it stands in the history; `nil` without a year.
    let anchor: CivilDay?
    let gutter: String
    let gutterWidth: Int
    let state: String
    let stateWidth: Int
    let pieces: [Piece]
    let text: String
    let textWidth: Int
    let marks: DateMarks

    init(_ entry: TimelineEntry, options: TimelineOptions) {
        self.entry = entry
        let published = entry.phase.isPlan ? entry.publishedOn : nil
        anchor = published?.day ?? DateShape(entry.date).anchor
        gutter = options.safe(Self.gutter(entry, published, options.dates))
        gutterWidth = options.measure.width(of: gutter)
        state = options.safe(entry.state)
        stateWidth = options.measure.width(of: state)
        pieces = Self.pieces(entry, hasPublication: published != nil, dates: options.dates)
            .map { Piece(text: options.safe($0.text), isWhole: $0.isWhole) }
        text = pieces.map(\.text).joined(separator: " ")
        textWidth = options.measure.width(of: text)
        marks = options.dates == .words ? DateMarks(entry.date) : []
    }

    private static func gutter(
        _ entry: TimelineEntry, _ published: TimelineEntry.Publication?,
        _ dates: TimelineOptions.Dates
    ) -> String {
        switch (published, dates) {
        case (nil, .words): GutterDate.words(entry.date)
        case (nil, .edtf): GutterDate.edtf(entry.date)
        case (.on(let day)?, .words): GutterDate.dayWords(day)
        case (.by(let day)?, .words): "by " + GutterDate.dayWords(day)
        case (.on(let day)?, .edtf): day.text
        case (.by(let day)?, .edtf): "[..\(day.text)]"
        }
    }

    private static func pieces(
        _ entry: TimelineEntry, hasPublication: Bool, dates: TimelineOptions.Dates
    ) -> [Piece] {
        var parts = [Piece(text: entry.title, isWhole: false)]
        if hasPublication { parts += plan(entry, dates) }
        var additions: [String] = []
        if let amount = entry.amount, !entry.title.contains(amount) { additions.append(amount) }
        if let slip = entry.slipDays { additions.append(SlipText.text(slip)) }
        for addition in additions {
            let last = parts.removeLast()
            parts.append(Piece(text: last.text + ",", isWhole: last.isWhole))
            parts.append(Piece(text: addition, isWhole: true))
        }
        if entry.possible {
            parts.append(
                Piece(text: "(possible: \(DateText.bounds(entry.date)))", isWhole: true))
        }
        return parts
    }

    /// The wording of a plan and the days that it means.
    private static func plan(_ entry: TimelineEntry, _ dates: TimelineOptions.Dates) -> [Piece] {
        let date = entry.date
        let short = dates == .words ? DateText.short(date) : GutterDate.edtf(date)
        guard DateShape(date) != .unknown else { return [] }
        let isQuoted = entry.title.contains(date.quoted) || date.quoted == short
        if isQuoted { return [Piece(text: "(\(short))", isWhole: true)] }
        let quote = Piece(text: "\"\(date.quoted)\"", isWhole: false)
        if dates == .words, saysItself(date) { return [quote] }
        return [quote, Piece(text: "(\(planned(date, short, dates)))", isWhole: true)]
    }

    /// Whether the wording names the year and leaves no doubt: "before 2 July 2026".
    private static func saysItself(_ date: UncertainDate) -> Bool {
        let shape = DateShape(date)
        guard let year = shape.anchor?.year, DateMarks(date).text.isEmpty else { return false }
        switch shape {
        case .until, .since, .day, .month: return date.quoted.contains(String(year))
        default: return false
        }
    }

    /// For a part of a year the days that the convention chose: the wording already says "mid".
    private static func planned(
        _ date: UncertainDate, _ short: String, _ dates: TimelineOptions.Dates
    ) -> String {
        guard dates == .words, case .part = DateShape(date), let first = date.earliest.day,
            let last = date.latest.day
        else { return short }
        return DateText.iso(.days(first: first, last: last)) + DateMarks(date).text
    }
}
