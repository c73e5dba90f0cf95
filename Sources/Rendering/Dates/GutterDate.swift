import Filings

/// A date as the timeline's left margin shows it, below the line of its year.
enum GutterDate {
    static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// `28 Mar`, `[Jun]~y`, `Q3`, `H1`, `mid~`, `May-Aug`, `by 29 Jun`, `[2024]`; `-` for a date
    /// that nobody knows.
    static func words(_ date: UncertainDate) -> String {
        let shape = DateShape(date)
        if shape == .unknown { return words(shape) }
        let (text, marks) = (words(shape), DateMarks(date).text)
        // `12 Jun y`: without the space the mark would read as a letter of the month.
        let needsGap = marks.hasPrefix("y") && text.last?.isLetter == true
        return needsGap ? text + " " + marks : text + marks
    }

    static func words(_ shape: DateShape) -> String {
        switch shape {
        case .unknown: "-"
        case .day(let day): dayWords(day)
        case .month(_, let month): "[\(months[month - 1])]"
        case .quarter(_, let quarter): "Q\(quarter)"
        case .half(_, let half): "H\(half)"
        case .season(_, let name): name
        case .years(let first, let last): first == last ? "[\(first)]" : "\(first)-\(last)"
        case .part(let word, _, let month): word + (month.map { " " + months[$0 - 1] } ?? "")
        case .days(let first, let last): daysWords(first, last)
        case .until(let word, let day), .since(let word, let day): "\(word) \(dayWords(day))"
        }
    }

    /// The EDTF string, else the bounds in ISO 8601.
    static func edtf(_ date: UncertainDate) -> String { date.edtf ?? DateText.bounds(date) }

    static func dayWords(_ day: CivilDay) -> String { "\(day.day) \(months[day.month - 1])" }

    private static func daysWords(_ first: CivilDay, _ last: CivilDay) -> String {
        let whole = first.day == 1 && last == last.endOfMonth
        let start = months[first.month - 1]
        let end = months[last.month - 1]
        if first.year != last.year {
            return whole
                ? "\(start) \(first.year)-\(end) \(last.year)" : "\(first.text)..\(last.text)"
        }
        if whole { return "\(start)-\(end)" }
        if first.month == last.month { return "\(first.day)-\(last.day) \(start)" }
        return "\(first.day) \(start)-\(last.day) \(end)"
    }
}
