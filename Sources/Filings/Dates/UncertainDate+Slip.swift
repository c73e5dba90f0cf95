/// How far two dates can be apart.
extension UncertainDate {
    /// By how many days a plan moved from this date to a new one: the smallest and the largest
    /// number, negative where it may have become earlier.
    ///
    /// Both dates are uncertain, so a slip is a range: from the new first day against the old last
    /// one, to the new last day against the old first one. An end that is not known counts as the
    /// other end.
    ///
    /// - Returns: `nil` when one of the dates has no day at all.
    public func slip(to new: UncertainDate) -> ClosedRange<Int>? {
        guard let oldFirst = (earliest.day ?? latest.day)?.daysSinceEpoch,
            let oldLast = (latest.day ?? earliest.day)?.daysSinceEpoch,
            let newFirst = (new.earliest.day ?? new.latest.day)?.daysSinceEpoch,
            let newLast = (new.latest.day ?? new.earliest.day)?.daysSinceEpoch
        else { return nil }
        let ends = [newFirst - oldLast, newLast - oldFirst].sorted()
        return ends[0]...ends[1]
    }

    /// Whether no day is one that both dates can be. An end that is open or unknown rules out none.
    public func excludes(_ other: UncertainDate) -> Bool {
        !isPossible(from: other.earliest.day, to: other.latest.day)
    }
}
