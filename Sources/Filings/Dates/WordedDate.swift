/// What a wording says, before its missing years are found: one or two units and how they bound.
struct WordedDate: Equatable, Sendable {
    enum Frame: Sendable {
        case plain
        /// Up to the last day.
        case by
        /// Up to the day before the first.
        case before
        /// From the day after the last.
        case after
        /// From the first day.
        case notBefore
        /// Lasts from then on.
        case since
        /// Lasts up to then.
        case until
        /// One day between the two.
        case between
        /// Lasts from the one to the other.
        case fromTo
        /// The one or the other.
        case or
    }

    var frame: Frame
    var first: DateUnit
    /// Only in the last three frames.
    var second: DateUnit?
    var qualifier: DateQualifier?
    /// The words speak of what is to come: a missing year is the next that fits, not the last.
    var isAhead = false
    /// Shown when the words leave the limit open: "by", "until".
    var convention: String?
}
