/// A string is not in the Extended Date/Time Format, or its date is not in the calendar.
public struct ExtendedDateError: Error, Equatable, Sendable {
    public enum Reason: Equatable, Sendable {
        /// Something else should stand there: "a month of two digits".
        case expected(String)
        /// The date ends there, and something follows.
        case trailing
        case noSuchMonth(String)
        case noSuchDay(String)
        case noSuchTime(String)
        case negativeZeroYear
        /// After `Y` comes a year of more than four digits.
        case shortLongYear
        /// The year is outside ``CivilDay/years``.
        case yearTooLarge
        /// More significant digits than the year has.
        case tooManySignificantDigits
        case endsBeforeItBegins
        /// The ends of a range are a month and a year, or the like.
        case unequalPrecision
        /// An interval or a set without any date.
        case withoutDate
        /// A form of the drafts before 2019, and what replaced it.
        case withdrawn(String)
    }

    public let reason: Reason
    /// The character that does not fit, from 1.
    public let position: Int

    /// One sentence, with the place.
    public var description: String { "\(sentence) (character \(position))." }

    var sentence: String {
        switch reason {
        case .expected(let what): "Expected \(what)"
        case .trailing: "The date is complete, and something follows it"
        case .noSuchMonth(let text): "There is no month or part of a year \(text)"
        case .noSuchDay(let text): "There is no day \(text)"
        case .noSuchTime(let text): "There is no time of day \(text)"
        case .negativeZeroYear: "The year 0 has no sign"
        case .shortLongYear: "A year after Y has more than four digits and no leading zero"
        case .yearTooLarge: "The year is beyond \(CivilDay.years.upperBound)"
        case .tooManySignificantDigits: "The year has fewer digits than are said to be significant"
        case .endsBeforeItBegins: "It ends before it begins"
        case .unequalPrecision: "The two ends of a range must be equally precise"
        case .withoutDate: "There is no date in it"
        case .withdrawn(let instead): "A form withdrawn in 2019; \(instead)"
        }
    }
}

extension ExtendedDateError: CustomStringConvertible {}
