@testable import Filings

/// The second method: which days of 1900 to 2100 a date means, found by asking every one of them.
///
/// Written apart from the parser and as simply as it goes: a day's text is held against the
/// pattern, character by character, and the months of the divisions are a table.
struct DayByDay {
    /// From 1900-01-01 to 2100-12-31 as `YYYY-MM-DD`, made by counting.
    static let days: [[UInt8]] = {
        var days: [[UInt8]] = []
        for year in 1900...2100 {
            let isLeap = year % 4 == 0 && year != 1900 && year != 2100
            let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
            for (month, length) in lengths.enumerated() {
                for day in 1...length {
                    let date = 100_000_000 + year * 10_000 + (month + 1) * 100 + day
                    var text = Array(String(date).utf8.dropFirst())
                    text.insert(UInt8(ascii: "-"), at: 4)
                    text.insert(UInt8(ascii: "-"), at: 7)
                    days.append(text)
                }
            }
        }
        return days
    }()

    /// Months from January of the year named; 13 and 14 are in the year after it.
    private static let divisions: [String: ClosedRange<Int>] = [
        "21": 3...5, "22": 6...8, "23": 9...11, "24": 12...14, "25": 3...5, "26": 6...8,
        "27": 9...11, "28": 12...14, "29": 9...11, "30": 12...14, "31": 3...5, "32": 6...8,
        "33": 1...3, "34": 4...6, "35": 7...9, "36": 10...12, "37": 1...4, "38": 5...8,
        "39": 9...12, "40": 1...6, "41": 7...12,
    ]

    /// The first and last day that one date means; `nil` when it means none.
    static func bounds(ofDate text: String) -> (first: String, last: String)? {
        let plain = text.filter { !"?~%".contains($0) }
        let pattern = Array(plain.utf8)
        if pattern.count == 7, let months = divisions[String(plain.suffix(2))] {
            let years = Array(plain.utf8.prefix(4))
            let first = days.first { fits(years, $0) }
            let last = days.last { fits(years, $0) }
            guard let first, let last else { return nil }
            return (edge(first, months.lowerBound).first, edge(last, months.upperBound).last)
        }
        guard let first = days.first(where: { fits(pattern, $0) }),
            let last = days.last(where: { fits(pattern, $0) })
        else { return nil }
        return (String(decoding: first, as: UTF8.self), String(decoding: last, as: UTF8.self))
    }

    private static func edge(_ day: [UInt8], _ month: Int) -> (first: String, last: String) {
        let year = Int(String(decoding: day.prefix(4), as: UTF8.self)).map { $0 + (month - 1) / 12 }
        let number = (month - 1) % 12 + 1
        let text = "\(year ?? 0)-" + (number < 10 ? "0\(number)" : "\(number)")
        let all = days.filter { $0.starts(with: text.utf8) }
        return (
            String(decoding: all.first ?? [], as: UTF8.self),
            String(decoding: all.last ?? [], as: UTF8.self)
        )
    }

    private static func fits(_ pattern: [UInt8], _ day: [UInt8]) -> Bool {
        for index in pattern.indices
        where pattern[index] != UInt8(ascii: "X") && pattern[index] != day[index] {
            return false
        }
        return true
    }

    /// The two bounds of any date, interval or set: a day, `open` or `null`; `nil` when invalid.
    static func bounds(_ text: String) -> (first: String, last: String)? {
        if let bracket = text.first, bracket == "[" || bracket == "{" {
            return bounds(ofSet: String(text.dropFirst().dropLast()))
        }
        guard text.contains("/") else { return bounds(ofDate: text) }
        let ends = text.split(separator: "/", omittingEmptySubsequences: false).map { String($0) }
        guard ends.contains(where: { $0 != "" && $0 != ".." }) else { return nil }
        let first =
            ends[0] == "" ? "null" : ends[0] == ".." ? "open" : bounds(ofDate: ends[0])?.first
        let last = ends[1] == "" ? "null" : ends[1] == ".." ? "open" : bounds(ofDate: ends[1])?.last
        guard let first, let last, first > "a" || last > "a" || first <= last else { return nil }
        return (first, last)
    }

    private static func bounds(ofSet inner: String) -> (first: String, last: String)? {
        var all: (first: String, last: String) = ("9999", "0000")
        let elements = inner.split(separator: ",", omittingEmptySubsequences: false)
        for (index, element) in elements.enumerated() {
            var ends = String(element).replacing("..", with: "|")
                .split(separator: "|", omittingEmptySubsequences: false).map { String($0) }
            guard ends.count <= 2 else { return nil }
            if ends.count == 1 { ends.append(ends[0]) }
            if ends[0].isEmpty && index > 0 { return nil }
            if ends[1].isEmpty && index < elements.count - 1 { return nil }
            let first = ends[0].isEmpty ? "" : bounds(ofDate: ends[0])?.first
            let last = ends[1].isEmpty ? "open" : bounds(ofDate: ends[1])?.last
            guard let first, let last, first <= last else { return nil }
            if !ends[0].isEmpty, !ends[1].isEmpty, grain(ends[0]) != grain(ends[1]) { return nil }
            all = (min(all.first, first), max(all.last, last))
        }
        return (all.first.isEmpty ? "open" : all.first, all.last)
    }

    private static func grain(_ text: String) -> String {
        let parts = text.filter { !"?~%".contains($0) }.split(separator: "-")
        guard parts.count == 2, let code = Int(parts[1]), code > 12 else { return "\(parts.count)" }
        return code <= 32 ? "season" : code <= 36 ? "quarter" : code <= 39 ? "term" : "half"
    }
}
