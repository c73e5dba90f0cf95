import Filings

/// What a date's own wording adds to its bounds.
extension DateShape {
    /// "before 2 July 2026" with the bound that a reader expects; else `by` the last possible day.
    static func until(_ latest: CivilDay, quoted: String) -> DateShape {
        guard beginsWith(["before", "prior to"], quoted) else {
            return .until(word: "by", day: latest)
        }
        return wordedDay(latest.adding(days: 1), or: latest, in: quoted)
            .map { .until(word: "before", day: $0) } ?? .until(word: "by", day: latest)
    }

    static func since(_ earliest: CivilDay, quoted: String) -> DateShape {
        guard beginsWith(["after"], quoted) else { return .since(word: "from", day: earliest) }
        return wordedDay(earliest.adding(days: -1), or: earliest, in: quoted)
            .map { .since(word: "after", day: $0) } ?? .since(word: "from", day: earliest)
    }

    /// The day whose number stands in the wording: the exclusive one, else the inclusive one.
    private static func wordedDay(
        _ exclusive: CivilDay, or inclusive: CivilDay, in quoted: String
    ) -> CivilDay? {
        let numbers = quoted.split { !($0.isASCII && $0.isNumber) }.compactMap { Int($0) }
        return [exclusive, inclusive].first { numbers.contains($0.day) }
    }

    /// `mid` for convention `mid-year=May-Aug@1`, or for a vague date quoted as "mid-2026".
    static func partWord(_ date: UncertainDate) -> String? {
        let words = ["early", "mid", "late", "end"]
        if let convention = date.convention {
            let name = convention.prefix { $0 != "-" }
            return words.first { $0 == name }
        }
        guard date.precision == .vague else { return nil }
        return words.first { beginsWith([$0], date.quoted) }
    }

    /// Source: ISO 8601-2:2019, 4.8, sub-year groupings: 21 to 24 without a hemisphere, 25 to 28
    /// north, 29 to 32 south, each from spring on.
    static func season(_ date: UncertainDate) -> String? {
        guard let edtf = date.edtf else { return nil }
        let parts = edtf.split(separator: "-", omittingEmptySubsequences: true)
        guard parts.count == 2 else { return nil }
        let digits = parts[1].prefix { $0.isASCII && $0.isNumber }
        guard let code = Int(digits), (21...32).contains(code) else { return nil }
        return ["spring", "summer", "autumn", "winter"][(code - 21) % 4]
    }

    private static func beginsWith(_ words: [String], _ quoted: String) -> Bool {
        let text = quoted.lowercased()
        return words.contains { word in
            guard text.hasPrefix(word) else { return false }
            return text.dropFirst(word.count).first.map { !$0.isLetter } ?? true
        }
    }
}
