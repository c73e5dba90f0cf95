/// The EDTF dates a unit runs from and to, in a given year, and how that was found.
struct UnitSpan: Equatable {
    /// The same as ``last`` when the unit is one EDTF date.
    var first: EDTFPiece
    var last: EDTFPiece
    var convention: String?
    /// Which months, or days of the one month, a convention chose; empty otherwise.
    var chosen: [Int] = []
}

extension UnitSpan {
    /// Months counted from January of the year; 0 is December of the year before, 13 January after.
    init(months: ClosedRange<Int>, of year: Int?, convention: String? = nil, chosen: [Int] = []) {
        let piece = { (month: Int) in
            let years = month < 1 ? -1 : month > 12 ? 1 : 0
            return EDTFPiece(
                year: year.map { $0 + years },
                rest: "-" + CivilDay.padded(month - years * 12, to: 2))
        }
        self.init(
            first: piece(months.lowerBound), last: piece(months.upperBound),
            convention: convention, chosen: chosen)
    }
}
