/// A reading of ours for words that no standard defines; always shown with the result.
///
/// A convention is never changed: another reading is another version, so that a stored date still
/// says how it was made. This file is the whole table.
public struct DateConvention: Equatable, Sendable {
    /// `mid-year=May-Aug@1`
    public let name: String
    /// One sentence for a reader.
    public let meaning: String

    private init(_ name: String, _ meaning: String) {
        self.name = name
        self.meaning = meaning
    }

    /// Every convention there is.
    public static let all: [DateConvention] =
        partsOfYears + partsOfMonths + partsOfOthers + limits + calendars + rules

    private static let partsOfYears = [
        DateConvention("early-year=Jan-Apr@1", "Early in a year is its first four months."),
        DateConvention("mid-year=May-Aug@1", "The middle of a year is May to August."),
        DateConvention("late-year=Sep-Dec@1", "Late in a year is its last four months."),
        DateConvention("start-of-year=Jan-Mar@1", "The beginning of a year is its first quarter."),
        DateConvention("end-of-year=Oct-Dec@1", "The end of a year is its last quarter."),
        DateConvention("year-end=Dec@1", "Year-end is about December."),
    ]
    private static let partsOfMonths = [
        DateConvention("early-month=1-10@1", "Early in a month is its first ten days."),
        DateConvention("mid-month=11-20@1", "The middle of a month is the 11th to the 20th."),
        DateConvention("late-month=21-last@1", "Late in a month is from the 21st on."),
    ]
    private static let partsOfOthers = [
        DateConvention("early-quarter=first-month@1", "Early in three months is the first."),
        DateConvention("mid-quarter=second-month@1", "The middle of three months is the second."),
        DateConvention("late-quarter=third-month@1", "Late in three months is the third."),
        DateConvention("early-half=first-two-months@1", "Early in a half-year is two months."),
        DateConvention("mid-half=middle-two-months@1", "The middle of a half-year is two months."),
        DateConvention("late-half=last-two-months@1", "Late in a half-year is its last two."),
        DateConvention("early-decade=0-3@1", "Early in a decade is its years ending in 0 to 3."),
        DateConvention("mid-decade=4-6@1", "The middle of a decade is its years 4 to 6."),
        DateConvention("late-decade=7-9@1", "Late in a decade is its years ending in 7 to 9."),
    ]
    private static let limits = [
        DateConvention(
            "before=day-before@1", "Before a date is up to the day before its first day."),
        DateConvention("after=day-after@1", "After a date is from the day after its last day on."),
        DateConvention("by=last-day-included@1", "By a date includes its last day."),
        DateConvention(
            "earlier=up-to-publication@1", "Earlier this year or month: up to publication."),
        DateConvention("later=from-publication@1", "Later this year or month: from publication."),
        DateConvention("until=last-day-included@1", "Until a date includes its last day."),
    ]
    private static let calendars = [
        DateConvention(
            YearDivision.seasonConvention,
            "Seasons are three whole months, northern unless the code says southern; one that "
                + "spans two years is named after the first."),
        DateConvention("two-digit-year=20YY@1", "A year of two digits is of this century."),
        DateConvention(
            "fiscal-year=named-by-end@1",
            "A fiscal year has the number of the year it ends in, and whole months."),
    ]

    /// Rules for components that a wording leaves out, named by a component's `rule`.
    private static let rules =
        ["month", "day", "quarter", "half", "season", "year", "part"].flatMap { noun in
            [
                DateConvention(
                    "nearest-past-\(noun)@1",
                    "Without a year, the last such \(noun) that began by the day of publication."),
                DateConvention(
                    "nearest-future-\(noun)@1",
                    "A plan without a year means the next such \(noun) to end after publication."),
            ]
        } + [
            DateConvention(
                "this-year=year-of-publication@1", "This, last, next year: from publication."),
            DateConvention(
                "this-month=month-of-publication@1", "This, last, next month: from publication."),
            DateConvention(
                "today=day-of-publication@1", "Today, yesterday, tomorrow: from publication."),
        ]
}

extension DateConvention {
    /// Two names of conventions as one text, each once; `nil` when there is neither.
    static func joined(_ one: String?, _ other: String?) -> String? {
        guard let one, let other, one != other else { return one ?? other }
        return one + ", " + other
    }
}
