/// Two or four digits, some of them perhaps unspecified: `06`, `1X`, `20XX`.
struct DigitMask: Hashable, Sendable {
    /// Most significant first; `nil` is an `X`.
    var digits: [Int?]

    static let unspecifiedPair = DigitMask(digits: [nil, nil])

    var isMasked: Bool { digits.contains(nil) }
    var unspecifiedCount: Int { digits.count { $0 == nil } }

    /// The number, when no digit is unspecified.
    var number: Int? { isMasked ? nil : value(filling: 0) }

    var text: String { digits.map { $0.map { String($0) } ?? "X" }.joined() }

    /// Every unspecified digit takes the same one.
    func value(filling digit: Int) -> Int {
        digits.reduce(0) { $0 * 10 + ($1 ?? digit) }
    }

    /// The unspecified digits take those of a number, which counts through all values in order.
    func value(number: Int) -> Int {
        var rest = number
        var place = 1
        var value = 0
        for digit in digits.reversed() {
            value += place * (digit ?? rest % 10)
            if digit == nil { rest /= 10 }
            place *= 10
        }
        return value
    }

    func fits(_ number: Int) -> Bool {
        var rest = number
        for digit in digits.reversed() {
            if let digit, digit != rest % 10 { return false }
            rest /= 10
        }
        return rest == 0
    }
}
