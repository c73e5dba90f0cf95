import Testing

@testable import Filings

struct ExactDecimalTests {
    @Test(
        arguments: [
            ("0", "0"), ("17.1", "17.1"), ("2.50", "2.50"), ("007", "7"), ("+3", "3"),
            ("-0.5", "-0.5"),
            ("-0", "0"), ("0.00", "0.00"), ("-0.00", "0.00"),
            ("99999999999999999999999999", "99999999999999999999999999"),
        ] as [(String, String)])
    func `a decimal keeps its digits and loses needless signs and zeros`(
        written: String, text: String
    ) {
        #expect(ExactDecimal(written)?.text == text)
    }

    @Test(arguments: ["", "-", ".", "1.", ".5", "1e3", "1,000", " 1", "١", "1.2.3", "--1", "0x1"])
    func `other texts are no decimals`(written: String) {
        #expect(ExactDecimal(written) == nil)
    }

    @Test(
        arguments: [
            ("17.1", 9, "17100000000"), ("10.8", 8, "1080000000"), ("1.25", 1, "12.5"),
            ("0.005", 3, "5"), ("-2.50", 0, "-2.50"), ("0", 6, "0"), ("1.2345", 2, "123.45"),
        ] as [(String, Int, String)])
    func `powers of ten move the point`(written: String, power: Int, text: String) {
        #expect(ExactDecimal(written)?.multiplied(byTenTo: power).text == text)
    }

    @Test func `the order is that of the numbers`() throws {
        let texts = ["-10", "-9.5", "-0.1", "0", "0.09", "0.1", "2", "2.05", "2.5", "10", "10.01"]
        let numbers = try texts.map { try #require(ExactDecimal($0)) }
        for (index, one) in numbers.enumerated() {
            for (other, number) in numbers.enumerated() {
                #expect(one.isLess(than: number) == (index < other), "\(one) \(number)")
            }
        }
        let half = try #require(ExactDecimal("2.5"))
        let long = try #require(ExactDecimal("2.50"))
        #expect(!half.isLess(than: long) && !long.isLess(than: half))
    }
}
