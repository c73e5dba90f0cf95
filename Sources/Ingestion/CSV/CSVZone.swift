import Filings

/// Whose wall clock a column of times shows, where the times do not say so themselves.
enum CSVZone: Equatable {
    case offset(minutes: Int)
    /// With daylight saving: see ``EasternTime``.
    case newYork

    /// Reads `UTC`, `America/New_York`, `+08:00`.
    init?(_ text: String) {
        switch text {
        case "UTC", "Z": self = .offset(minutes: 0)
        case "America/New_York": self = .newYork
        default:
            let bytes = Array(text.utf8)
            guard bytes.count == 6, bytes[3] == UInt8(ascii: ":"),
                text.hasPrefix("+") || text.hasPrefix("-"),
                let hours = Int(text.dropFirst().prefix(2)), let minutes = Int(text.suffix(2)),
                (0..<15).contains(hours), (0..<60).contains(minutes)
            else { return nil }
            self = .offset(minutes: (hours * 60 + minutes) * (text.hasPrefix("-") ? -1 : 1))
        }
    }

    /// The instant of a time like `2025-08-01T00:00:26`, with a blank for the `T` or with a
    /// fraction. One that ends in `Z` or an offset speaks for itself.
    func instant(_ text: String) -> Instant? {
        guard text.utf8.count > 10 else { return nil }
        let start = text.index(text.startIndex, offsetBy: 10)
        let time = text[start...].dropFirst()
        let joined = text[..<start] + "T" + time
        if let stated = Instant(String(joined)) { return stated }
        guard let ifUTC = Instant(joined + "Z") else { return nil }
        switch self {
        case .offset(let minutes):
            return Instant(
                microsecondsSinceEpoch: ifUTC.microsecondsSinceEpoch - Int64(minutes) * 60_000_000)
        case .newYork:
            let sinceMidnight =
                ifUTC.microsecondsSinceEpoch
                - Int64(ifUTC.day.daysSinceEpoch) * 86_400_000_000
            let second = Int(sinceMidnight / 1_000_000)
            return EasternTime.instant(ifUTC.day, secondOfDay: second).map {
                Instant(
                    microsecondsSinceEpoch: $0.microsecondsSinceEpoch + sinceMidnight % 1_000_000)
            }
        }
    }
}
