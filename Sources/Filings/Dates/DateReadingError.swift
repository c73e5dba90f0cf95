/// A wording could not be read as a date.
public enum DateReadingError: Error, Equatable, Sendable {
    /// It is written like EDTF, and is not.
    case invalid(ExtendedDateError)
    /// That word or sign is not understood there; empty at the end of the wording.
    case notUnderstood(String)
    /// Day and month could be either way round; the two readings.
    case ambiguous(CivilDay, CivilDay)
    /// The words name a day that no calendar has, or an end before the beginning.
    case impossible(ExtendedDateError.Reason)
    /// The wording has more than 200 bytes: it says more than a date.
    case tooLong
    /// A fiscal year was named; pass the month in which the company's year ends.
    case fiscalYearEndMissing

    /// One sentence.
    public var description: String {
        switch self {
        case .invalid(let error): error.description
        case .notUnderstood(""): "The wording ends where a date should follow."
        case .notUnderstood(let word): "Not understood as part of a date: \(word)."
        case .ambiguous(let one, let other):
            "The order of day and month is not clear: it is either \(one) or \(other)."
        case .impossible(let reason):
            ExtendedDateError(reason: reason, position: 1).sentence + "."
        case .tooLong: "A wording of a date has at most 200 bytes."
        case .fiscalYearEndMissing:
            "It names a fiscal year; the month in which the company's fiscal year ends is missing."
        }
    }
}

extension DateReadingError: CustomStringConvertible {}
