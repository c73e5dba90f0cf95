/// Where dates stand in a history, and whether they fall into a range of days.
extension UncertainDate {
    /// The key to sort by: the first day, else the last, so that "by the end of 2026" stands at its
    /// end; then the last day; a date without any day comes last.
    ///
    /// Events that are equal here keep the order of their positions.
    public struct Order: Comparable, Hashable, Sendable {
        /// The first day if there is one, else the last.
        public let anchor: CivilDay?
        /// The last day; `nil` when open or unknown, which is after every day.
        public let last: CivilDay?

        public static func < (one: Order, other: Order) -> Bool {
            if one.anchor != other.anchor { return precedes(one.anchor, other.anchor) }
            return precedes(one.last, other.last)
        }

        private static func precedes(_ one: CivilDay?, _ other: CivilDay?) -> Bool {
            guard let one else { return false }
            guard let other else { return true }
            return one < other
        }
    }

    public var order: Order {
        Order(anchor: earliest.day ?? latest.day, last: latest.day)
    }

    /// Whether a day of the range is one that the date can be.
    ///
    /// - Parameters:
    ///   - first: The range's first day; `nil` when it has none.
    ///   - last: The range's last day; `nil` when it has none.
    public func isPossible(from first: CivilDay?, to last: CivilDay?) -> Bool {
        let beginsInTime = earliest.day.flatMap { day in last.map { day <= $0 } } ?? true
        let endsInTime = latest.day.flatMap { day in first.map { $0 <= day } } ?? true
        return beginsInTime && endsInTime
    }

    /// Whether every day that the date can be is in the range.
    ///
    /// - Parameters:
    ///   - first: The range's first day; `nil` when it has none.
    ///   - last: The range's last day; `nil` when it has none.
    public func isCertain(from first: CivilDay?, to last: CivilDay?) -> Bool {
        let begins = first.map { first in earliest.day.map { first <= $0 } ?? false } ?? true
        let ends = last.map { last in latest.day.map { $0 <= last } ?? false } ?? true
        return begins && ends
    }
}
