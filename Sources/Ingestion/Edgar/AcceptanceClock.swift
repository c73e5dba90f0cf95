import Filings

/// The judgement which clock a file's times of acceptance show; one file has one clock.
///
/// EDGAR accepts from 06:00 to 22:00 in New York (17 CFR 232.12(c)), and its own notices of
/// effectiveness at 00:15. A time that one reading puts outside is evidence for the other reading.
/// Real files show one or two exceptions in a thousand, and tens or hundreds of rows against the
/// wrong reading.
struct AcceptanceClock {
    /// Rows that speak for each reading.
    private(set) var forEastern = 0
    private(set) var forUTC = 0

    private static let opens = 6 * 3600
    private static let closes = 22 * 3600

    /// Weighs one row. Bare days and times with an offset say nothing.
    mutating func weigh(_ time: AcceptanceText, form: String) {
        guard time.stated == nil, !time.isBareDay, let ifUTC = time.easternSecondIfUTC else {
            return
        }
        if form == "EFFECT" {
            if Self.isQuarterPastMidnight(time.secondOfDay) { forEastern += 1 }
            if Self.isQuarterPastMidnight(ifUTC) { forUTC += 1 }
        } else {
            if !Self.isOpen(ifUTC) { forEastern += 1 }
            if !Self.isOpen(time.secondOfDay) { forUTC += 1 }
        }
    }

    /// The reading with more than twice the other's evidence; unknown when there is none such.
    var judgement: FilingListed.Clock {
        if forEastern > 2 * forUTC { return .eastern }
        if forUTC > 2 * forEastern { return .utc }
        return .unknown
    }

    private static func isOpen(_ second: Int) -> Bool { (opens...closes).contains(second) }

    /// 00:15 to 00:16:59; the notices of a day take a while.
    private static func isQuarterPastMidnight(_ second: Int) -> Bool {
        (15 * 60..<17 * 60).contains(second)
    }
}
