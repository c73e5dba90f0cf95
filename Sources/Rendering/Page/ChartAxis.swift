import Filings

/// Places days of some years between two points, in whole pixels.
struct ChartAxis {
    let years: ClosedRange<Int>
    let from: Int
    let to: Int

    func x(of day: CivilDay) -> Int {
        let first = Double(years.lowerBound)
        let month = Double(day.month - 1) / 12
        let place = Double(day.year) - first + month + Double(day.day - 1) / 372
        let share = place / Double(years.count)
        return from + Int((share * Double(to - from)).rounded(.down))
    }

    /// Where years begin, as many as have room for their numbers.
    var ticks: [(year: Int, x: Int)] {
        let room = max(1, (to - from) / 44)
        let step = max(1, (years.count + room - 1) / room)
        return stride(from: years.lowerBound, through: years.upperBound, by: step).compactMap {
            year in
            CivilDay(year: year, month: 1, day: 1).map { (year, x(of: $0)) }
        }
    }
}
