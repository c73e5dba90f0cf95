/// A part of a year, month or other unit that words like "early" and "mid" name.
enum DatePart: String, Sendable {
    case early, mid, late
    /// "The beginning of".
    case start
    /// "The end of".
    case end

    /// Months of a year from 1, and the convention that says so.
    var monthsOfYear: (ClosedRange<Int>, convention: String) {
        switch self {
        case .early: (1...4, "early-year=Jan-Apr@1")
        case .mid: (5...8, "mid-year=May-Aug@1")
        case .late: (9...12, "late-year=Sep-Dec@1")
        case .start: (1...3, "start-of-year=Jan-Mar@1")
        case .end: (10...12, "end-of-year=Oct-Dec@1")
        }
    }

    /// Days of a month with so many.
    func daysOfMonth(of count: Int) -> (ClosedRange<Int>, convention: String) {
        switch third {
        case 0: (1...10, "early-month=1-10@1")
        case 1: (11...20, "mid-month=11-20@1")
        default: (21...count, "late-month=21-last@1")
        }
    }

    /// Which months of a unit of three or six, counted from 0.
    func months(ofUnit count: Int) -> (ClosedRange<Int>, convention: String) {
        let width = count / 3
        let range = third * width...(third + 1) * width - 1
        let name = ["early", "mid", "late"][third]
        return count == 3
            ? (range, "\(name)-quarter=\(["first", "second", "third"][third])-month@1")
            : (range, "\(name)-half=\(["first", "middle", "last"][third])-two-months@1")
    }

    /// Years of a decade from 0.
    var yearsOfDecade: (ClosedRange<Int>, convention: String) {
        switch third {
        case 0: (0...3, "early-decade=0-3@1")
        case 1: (4...6, "mid-decade=4-6@1")
        default: (7...9, "late-decade=7-9@1")
        }
    }

    /// Which third of the unit it is or is in, from 0.
    var third: Int {
        switch self {
        case .early, .start: 0
        case .mid: 1
        case .late, .end: 2
        }
    }
}
