import Filings

/// A date in a few characters, with its doubt.
public enum DateText {
    /// For tables, sortable as text where the year is known: `2024-03-28`, `2024-06y`, `2026-Q4`,
    /// `2026-H1`, `mid 2026~`, `2026-05..08`, `by 2026-07-02`, `unknown`.
    public static func short(_ date: UncertainDate) -> String {
        let shape = DateShape(date)
        return iso(shape) + (shape == .unknown ? "" : DateMarks(date).text)
    }

    /// The days it can be, whatever its form: `2024-06-01..29`.
    public static func bounds(_ date: UncertainDate) -> String {
        switch (date.earliest.day, date.latest.day) {
        case (nil, nil): "unknown"
        case (nil, let latest?): ".." + latest.text
        case (let earliest?, nil): earliest.text + ".."
        case (let earliest?, let latest?): range(earliest, latest)
        }
    }

    static func iso(_ shape: DateShape) -> String {
        switch shape {
        case .unknown: "unknown"
        case .day(let day): day.text
        case .month(let year, let month):
            (year.map(yearText) ?? "XXXX") + (month < 10 ? "-0" : "-") + String(month)
        case .quarter(let year, let quarter): "\(yearText(year))-Q\(quarter)"
        case .half(let year, let half): "\(yearText(year))-H\(half)"
        case .season(let year, let name): "\(name) \(yearText(year))"
        case .years(let first, let last):
            first == last ? yearText(first) : yearText(first) + ".." + yearText(last)
        case .part(let word, let year, nil): "\(word) \(yearText(year))"
        case .part(let word, let year, let month?):
            "\(word) " + iso(.month(year: year, month: month))
        case .days(let first, let last): wholeMonths(first, last) ?? range(first, last)
        case .until(let word, let day), .since(let word, let day): "\(word) \(day.text)"
        }
    }

    private static func wholeMonths(_ first: CivilDay, _ last: CivilDay) -> String? {
        guard first.day == 1, last == last.endOfMonth else { return nil }
        return shortened(String(first.text.dropLast(3)), String(last.text.dropLast(3)))
    }

    private static func range(_ first: CivilDay, _ last: CivilDay) -> String {
        first == last ? first.text : shortened(first.text, last.text)
    }

    /// Leaves out of the second what it has in common with the first: `2026-05..08`.
    private static func shortened(_ first: String, _ last: String) -> String {
        let one = first.split(separator: "-", omittingEmptySubsequences: false)
        let other = last.split(separator: "-", omittingEmptySubsequences: false)
        guard one.count == other.count else { return first + ".." + last }
        let common = zip(one, other).prefix { $0 == $1 }.count
        return first + ".." + other.dropFirst(common).joined(separator: "-")
    }

    private static func yearText(_ year: Int) -> String {
        let digits = String(year.magnitude)
        return (year < 0 ? "-" : "") + String(repeating: "0", count: max(0, 4 - digits.count))
            + digits
    }
}
