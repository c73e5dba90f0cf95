import CanonicalJSON
import Filings

extension ReadModels {
    /// A line of a company's history.
    public struct Line: Equatable, Sendable {
        /// The whole record; of a line that ``isBrief`` only kind, position, state, title and tier.
        public let record: JSONObject
        /// The line's date is the stated day ``anchor``, and it has no amount and no milestone.
        public let isBrief: Bool
        public let position: Int64
        /// The first day it can be, else the last; `nil`: undated.
        public let anchor: CivilDay?
        public let last: CivilDay?
        public let publicFrom: CivilDay?
        public let publicBy: CivilDay?
        /// What it rests on may have become public after the day that was asked for.
        public internal(set) var isOnlyPossible: Bool

        /// - Parameter filing: The record of the row's filing, where it was asked for.
        init(_ row: Timeline.Row, filing: JSONValue?, isOnlyPossible: Bool = false) {
            self.isOnlyPossible = isOnlyPossible
            let whole = row.record ?? filing?.objectValue
            isBrief = whole == nil
            record = whole ?? row.brief
            position = row.position
            anchor = row.anchor
            last = row.last
            publicFrom = row.publicFrom
            publicBy = row.publicBy
        }

        /// The order of a history.
        public var sortKey: (Int, Int, Int64) {
            let last = self.last?.daysSinceEpoch ?? .max
            return (anchor?.daysSinceEpoch ?? .max, last, position)
        }
    }
}

extension Timeline.Row {
    /// What a drawing shows of a line with a plain date.
    fileprivate var brief: JSONObject {
        var brief: JSONObject = [
            "kind": .string(kind), "position": .integer(position), "state": .string(state),
            "title": .string(shownTitle),
        ]
        brief["source"] = tier.map { ["tier": .string($0)] }
        return brief
    }
}
