/// A date as a source gave it: its wording, what it means in EDTF, and the days it can be.
///
/// The two bounds are the truth and everything is sorted and filtered by them; the EDTF string is
/// how the date is written for others. The bounds may be narrower than it says, when another source
/// corroborates the date, and wider, when a year has several candidates and the string shows the
/// preferred one.
public struct UncertainDate: Equatable, Hashable, Sendable {
    /// The words of the source, untouched.
    public var quoted: String
    /// In canonical form; `nil` when no EDTF string says it.
    public var edtf: String?
    /// The first day it can be.
    public var earliest: DateBound
    /// The last day it can be.
    public var latest: DateBound
    public var precision: Precision
    /// How much of it the source said: the weakest status of the components that it has.
    public var status: Status
    /// `nil` when the date has no such component, as an interval has not.
    public var year: Component?
    public var month: Component?
    public var day: Component?
    /// The named and versioned convention that made the bounds: `mid-year=May-Aug@1`.
    public var convention: String?

    public init(
        quoted: String, edtf: String? = nil, earliest: DateBound, latest: DateBound,
        precision: Precision, status: Status, year: Component? = nil, month: Component? = nil,
        day: Component? = nil, convention: String? = nil
    ) {
        self.quoted = quoted
        self.edtf = edtf
        self.earliest = earliest
        self.latest = latest
        self.precision = precision
        self.status = status
        self.year = year
        self.month = month
        self.day = day
        self.convention = convention
    }

    /// A stated day, quoted in ISO 8601: what a register gives.
    ///
    /// EDTF has no days in years of more than four digits.
    public init(day date: CivilDay) {
        let text = date.text
        self.init(
            quoted: text, edtf: abs(date.year) <= 9999 ? text : nil, earliest: .day(date),
            latest: .day(date), precision: .day, status: .stated, year: .stated(date.year),
            month: .stated(date.month), day: .stated(date.day))
    }
}
