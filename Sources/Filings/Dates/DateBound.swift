import CanonicalJSON

/// One end of what a date can mean: a day, no limit, or not known. The last two are not the same.
public enum DateBound: Equatable, Hashable, Sendable {
    case day(CivilDay)
    /// Unbounded: "on or before 4 May" has an open beginning.
    case open
    /// There is an end, and nobody said which.
    case unknown

    public var day: CivilDay? {
        if case .day(let day) = self { day } else { nil }
    }

    /// `"2026-05-01"`, `"open"` or `null`.
    public var json: JSONValue {
        switch self {
        case .day(let day): .string(day.text)
        case .open: .string("open")
        case .unknown: .null
        }
    }

    /// Reads what ``json`` writes; a missing member reads as unknown.
    ///
    /// - Returns: `nil` for any other value.
    public init?(json: JSONValue?) {
        switch json {
        case nil, .null: self = .unknown
        case .string("open"): self = .open
        case .string(let text):
            guard let day = CivilDay(text) else { return nil }
            self = .day(day)
        default: return nil
        }
    }
}
