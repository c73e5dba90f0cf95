import Filings

/// How a column writes days.
enum CSVDayFormat: String, CaseIterable {
    case yearMonthDay = "YYYY-MM-DD"
    case digits = "YYYYMMDD"
    case slashes = "YYYY/MM/DD"
    case british = "DD/MM/YYYY"
    case american = "MM/DD/YYYY"
    case german = "DD.MM.YYYY"

    /// - Returns: `nil` when the text has another form or is no day of the calendar.
    func day(_ text: String) -> CivilDay? {
        let (pattern, bytes) = (Array(rawValue.utf8), Array(text.utf8))
        guard pattern.count == bytes.count else { return nil }
        var (year, month, day) = (0, 0, 0)
        for (sign, byte) in zip(pattern, bytes) {
            guard [UInt8(ascii: "Y"), UInt8(ascii: "M"), UInt8(ascii: "D")].contains(sign) else {
                if sign != byte { return nil }
                continue
            }
            guard (0x30...0x39).contains(byte) else { return nil }
            let digit = Int(byte - 0x30)
            switch sign {
            case UInt8(ascii: "Y"): year = year * 10 + digit
            case UInt8(ascii: "M"): month = month * 10 + digit
            default: day = day * 10 + digit
            }
        }
        return CivilDay(year: year, month: month, day: day)
    }
}
