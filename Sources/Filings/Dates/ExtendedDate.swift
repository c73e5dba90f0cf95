/// A date in the Extended Date/Time Format, levels 0 to 2, with the days it can denote.
///
/// Source: Library of Congress, "Extended Date/Time Format (EDTF) Specification", 4 February 2019,
/// a profile of ISO 8601-1:2019 and ISO 8601-2:2019. Where it is silent:
/// - Bounds are civil days of the proleptic Gregorian calendar. A mask is every value it fits, and
///   one that fits no day is refused. Qualifiers never move a bound.
/// - Seasons have the months of ``YearDivision``; winter is named after the year it begins in.
/// - An interval needs a date at one end at least, and may not end before it begins. The ends of a
///   range in a set have one precision.
/// - `24:00:00` is refused: ISO 8601-1:2019 had withdrawn it, and the amendment that brought it
///   back is of 2022. So is the offset `-00:00`, which ISO 8601 does not have.
/// - Blanks are refused everywhere.
public struct ExtendedDate: Equatable, Hashable, Sendable {
    let form: Form
    /// The level whose features the string needs.
    public let level: Int
    /// The first day that the date can denote.
    public let earliest: DateBound
    /// The last day that the date can denote.
    public let latest: DateBound

    enum Form: Equatable, Hashable, Sendable {
        case date(PartialDate)
        /// The day, and the time of day with its zone as written.
        case dateTime(PartialDate, clock: String)
        case interval(IntervalEnd, IntervalEnd)
        case set(DateSet)
    }

    /// Reads one EDTF string.
    ///
    /// - Throws: ``ExtendedDateError``: what is wrong, and at which character.
    public init(_ edtf: String) throws(ExtendedDateError) {
        var parser = ExtendedDateParser(edtf)
        self.init(form: try parser.parse())
    }

    private init(form: Form) {
        self.form = form
        level = form.level
        (earliest, latest) = form.bounds
    }

    /// The EDTF string, qualifiers where they were written; reading it gives this value again.
    public var text: String {
        switch form {
        case .date(let date): date.text
        case .dateTime(let date, let clock): date.text + "T" + clock
        case .interval(let start, let end): start.text + "/" + end.text
        case .set(let set): set.text
        }
    }
}

extension ExtendedDate.Form {
    var level: Int {
        switch self {
        case .date(let date): date.level
        case .dateTime: 0
        case .interval(let start, let end): max(start.levelInInterval, end.levelInInterval)
        case .set: 2
        }
    }

    var bounds: (DateBound, DateBound) {
        switch self {
        case .date(let date), .dateTime(let date, _):
            (.day(date.first), .day(date.last))
        case .interval(let start, let end):
            (start.bound { $0.first }, end.bound { $0.last })
        case .set(let set): set.bounds
        }
    }
}
