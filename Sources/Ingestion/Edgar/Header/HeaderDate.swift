import Filings

/// Days and times as headers write them: digits only.
enum HeaderDate {
    /// `20220506`, also with a time behind it.
    static func day(_ text: String) -> CivilDay? {
        guard text.utf8.count >= 8, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let digits = text.prefix(8)
        return CivilDay(
            "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))-\(digits.suffix(2))")
    }

    /// `20220506183057`, which New York's clocks showed: EDGAR writes no zone.
    ///
    /// - Returns: `nil` for a bare day and for anything else.
    static func instant(_ text: String) -> Instant? {
        guard text.utf8.count == 14, let day = day(text),
            let hour = Int(text.dropFirst(8).prefix(2)),
            let minute = Int(text.dropFirst(10).prefix(2)), let second = Int(text.suffix(2)),
            hour < 24, minute < 60, second < 60
        else { return nil }
        return EasternTime.instant(day, secondOfDay: hour * 3600 + minute * 60 + second)
    }

    /// The day on which EDGAR disseminated: what stands behind the file's name in the first line,
    /// `0000320193-22-000061.hdr.sgml : 20220506`.
    static func dissemination(_ text: String) -> CivilDay? {
        guard let colon = text.lastIndex(of: ":") else { return nil }
        return day(text[text.index(after: colon)...].trimmed)
    }
}
