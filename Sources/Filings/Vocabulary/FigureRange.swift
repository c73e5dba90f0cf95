/// The numbers that a figure with a bound can be.
struct FigureRange {
    private(set) var low: ExactDecimal?
    private(set) var high: ExactDecimal?
    /// The low or the high end is not one of the numbers.
    private(set) var isStrict = false

    /// "About" rules out no number: how near it is nobody said.
    init(_ value: ExactDecimal, bound: AmountBound, upper: ExactDecimal?) {
        switch bound {
        case .exact: (low, high) = (value, value)
        case .atLeast: low = value
        case .atMost: high = value
        case .moreThan: (low, isStrict) = (value, true)
        case .lessThan: (high, isStrict) = (value, true)
        case .between: (low, high) = (value, upper)
        case .about: break
        }
    }

    /// Whether no number is one that both figures can be.
    func excludes(_ other: FigureRange) -> Bool { isBelow(other) || other.isBelow(self) }

    private func isBelow(_ other: FigureRange) -> Bool {
        guard let high, let low = other.low else { return false }
        if high.isLess(than: low) { return true }
        return (isStrict || other.isStrict) && !low.isLess(than: high)
    }
}

extension ClaimAmount {
    /// Whether both are in one currency, and no amount can be both; labels are not looked at.
    public func excludes(_ other: ClaimAmount) -> Bool {
        guard currency == other.currency else { return false }
        return FigureRange(value, bound: bound, upper: upper)
            .excludes(FigureRange(other.value, bound: other.bound, upper: other.upper))
    }
}

extension ClaimQuantity {
    /// Whether no number can be both; units and labels are not looked at.
    public func excludes(_ other: ClaimQuantity) -> Bool {
        FigureRange(value, bound: bound, upper: upper)
            .excludes(FigureRange(other.value, bound: other.bound, upper: other.upper))
    }
}
