/// The figure in a quoted wording: a bound, one number or two, and what stands around them.
struct FigureWording {
    let bound: AmountBound
    let value: ExactDecimal
    let upper: ExactDecimal?
    /// What stands before and after the numbers, in order; none of it is empty.
    let words: [Substring]

    /// - Parameter scales: The words that are powers of ten and not units.
    init(_ wording: String, scales: FigureWords.Table<Int>) throws(AmountError) {
        var scanner = WordingScanner(wording)
        let isBetween = scanner.take("between")
        var bound = scanner.take(oneOf: FigureWords.boundsBefore)
        if let later = scanner.takeLast(oneOf: FigureWords.boundsAfter) { bound = bound ?? later }
        let sides = bound == nil ? Self.sides(of: scanner.remainder) : nil
        let last = try Figure(sides?.last ?? scanner.remainder, scales: scales)
        guard let sides else {
            if isBetween { throw .oneSidedRange }
            self.init(
                bound: bound ?? last.bound ?? .exact, value: last.scaled(by: 0), upper: nil,
                words: last.words)
            return
        }
        let first = try Figure(sides.first, scales: scales)
        let upper = last.scaled(by: 0)
        let lower = first.scaled(by: last.scale ?? 0)
        if upper.isLess(than: lower) { throw .emptyRange }
        self.init(
            bound: .between, value: lower, upper: upper, words: first.words + last.words)
    }

    private init(
        bound: AmountBound, value: ExactDecimal, upper: ExactDecimal?, words: [Substring]
    ) {
        self.bound = bound
        self.value = value
        self.upper = upper
        self.words = words
    }

    /// The two sides of a range, when a separator has a digit somewhere on both sides.
    private static func sides(of text: Substring) -> (first: Substring, last: Substring)? {
        for separator in FigureWords.ranges {
            for start in text.indices where text[start...].hasPrefix(separator) {
                let end = text.index(start, offsetBy: separator.count)
                let (first, last) = (text[..<start], text[end...])
                if first.contains(where: \.isASCIIDigit), last.contains(where: \.isASCIIDigit) {
                    return (first, last)
                }
            }
        }
        return nil
    }
}

/// One number of a wording, with its scale and the words around it.
private struct Figure {
    /// What stands before and after the number, unless it is empty.
    let words: [Substring]
    /// A bound word after the currency: `CNY at least 5bn`.
    let bound: AmountBound?
    let number: ExactDecimal
    let scale: Int?

    init(_ text: Substring, scales: FigureWords.Table<Int>) throws(AmountError) {
        var scanner = WordingScanner(text)
        var lead = WordingScanner(scanner.takeUpToDigits())
        bound = lead.takeLast(oneOf: FigureWords.boundsBefore)
        number = try scanner.takeNumber()
        scale = scanner.take(oneOf: scales)
        words = [lead.remainder, scanner.remainder].filter { !$0.isEmpty }
    }

    func scaled(by other: Int) -> ExactDecimal { number.multiplied(byTenTo: scale ?? other) }
}
