/// Reads an English wording: what stands around the units of ``UnitReader``.
struct WordingReader {
    private var cursor: WordingCursor
    private var qualifier: DateQualifier?
    private var isAhead = false
    private var convention: String?

    init(_ wording: String) { cursor = WordingCursor(wording) }

    /// - Throws: ``DateReadingError/notUnderstood(_:)`` at the first word that does not fit.
    mutating func read() throws(DateReadingError) -> WordedDate {
        readHedges()
        var frame = readFrame()
        if frame == .plain || frame == .by { readHedges() }
        var first = try readUnit()
        var second: DateUnit?
        switch frame {
        case .between:
            guard cursor.skip(anyOf: ["and", "to", "-"]) else { throw cursor.error }
            second = try readUnit()
        case .fromTo, .plain:
            (frame, second) = try readContinuation(of: frame)
        default: break
        }
        guard cursor.isAtEnd else { throw cursor.error }
        if var other = second {
            share(&first, &other)
            second = other
        }
        return WordedDate(
            frame: frame, first: first, second: second, qualifier: qualifier, isAhead: isAhead,
            convention: convention)
    }

    private mutating func readUnit() throws(DateReadingError) -> DateUnit {
        var reader = UnitReader(cursor: cursor)
        let unit = try reader.read()
        cursor = reader.cursor
        return unit
    }

    /// "about", "possibly", "expected in": in any order and number.
    private mutating func readHedges() {
        while true {
            if cursor.skip(anyOf: Self.approximations) {
                qualifier = qualifier == .uncertain || qualifier == .both ? .both : .approximate
            } else if cursor.skip(anyOf: Self.doubts) {
                qualifier = qualifier == .approximate || qualifier == .both ? .both : .uncertain
            } else if cursor.skip(anyOf: Self.plans) {
                isAhead = true
                _ = cursor.skip("to be")
                _ = cursor.skip("for")
            } else {
                return
            }
        }
    }

    private static let approximations = [
        "about", "around", "circa", "ca", "c", "approximately", "approx", "roughly", "some time in",
        "sometime in",
    ]
    private static let doubts = ["possibly", "perhaps", "maybe", "probably", "likely"]
    private static let plans = [
        "expected", "planned", "scheduled", "slated", "targeted", "anticipated", "due", "set",
    ]

    private mutating func readFrame() -> WordedDate.Frame {
        for (frame, isPlan, convention, phrases) in Self.frames where cursor.skip(anyOf: phrases) {
            isAhead = isAhead || isPlan
            self.convention = convention
            return frame
        }
        return .plain
    }

    private static let frames: [(WordedDate.Frame, Bool, String?, [String])] = [
        (
            .by, true, nil,
            [
                "on or before", "no later than", "not later than", "at latest by", "at latest",
                "up to and including", "at or before",
            ]
        ),
        (.by, true, "by=last-day-included@1", ["by"]),
        (
            .notBefore, true, nil,
            [
                "not before", "no earlier than", "not earlier than", "on or after", "at earliest",
                "starting from", "starting", "beginning on", "as from",
            ]
        ),
        (.before, true, "before=day-before@1", ["before", "prior to", "ahead of", "earlier than"]),
        (.after, false, "after=day-after@1", ["after", "later than", "following"]),
        (.since, false, nil, ["since", "ever since"]),
        (.until, true, "until=last-day-included@1", ["until", "till", "through", "up to"]),
        (.between, false, nil, ["between"]),
        (.fromTo, false, nil, ["from"]),
    ]

    /// What follows the first unit of "from A to B", "A or B", "A onwards", or of a plain wording.
    private mutating func readContinuation(
        of frame: WordedDate.Frame
    ) throws(DateReadingError) -> (WordedDate.Frame, DateUnit?) {
        if cursor.skip(anyOf: ["or later", "or after", "at earliest", "on or after"]) {
            return (.notBefore, nil)
        }
        if cursor.skip(anyOf: ["or earlier", "or before", "at latest"]) { return (.by, nil) }
        if cursor.skip(anyOf: ["onwards", "onward", "on"]) { return (.notBefore, nil) }
        if cursor.skip(anyOf: ["to", "until", "till", "through", "-"]) {
            return (.fromTo, try readUnit())
        }
        if frame == .plain, cursor.skip("or") { return (.or, try readUnit()) }
        return (frame == .fromTo ? .notBefore : frame, nil)
    }

    /// The year or month that only one of two units names is both's: "from 4 to 6 May 2026".
    private func share(_ first: inout DateUnit, _ second: inout DateUnit) {
        if case .bareDay(let day) = first.kind, case .day(let month, _) = second.kind {
            first.kind = .day(month: month, day: day)
        }
        if case .bareDay(let day) = second.kind, case .day(let month, _) = first.kind {
            second.kind = .day(month: month, day: day)
        }
        let wraps = first.monthIndex > second.monthIndex
        switch (first.year, second.year) {
        case (.missing, .given(let year)): first.year = .given(wraps ? year - 1 : year)
        case (.given(let year), .missing): second.year = .given(wraps ? year + 1 : year)
        case (.missing, .relative(let offset)):
            first.year = .relative(wraps ? offset - 1 : offset)
        case (.relative(let offset), .missing):
            second.year = .relative(wraps ? offset + 1 : offset)
        default: break
        }
        first.isFiscal = first.isFiscal || second.isFiscal
        second.isFiscal = first.isFiscal
    }
}

extension DateUnit {
    /// Where in a year the unit begins: its first month; 0 for a year.
    var monthIndex: Int {
        switch kind {
        case .half(let number): number * 6 - 5
        case .quarter(let number): number * 3 - 2
        case .season(let season): season.firstMonth
        case .month(let month), .day(let month, _): month
        default: 0
        }
    }
}
