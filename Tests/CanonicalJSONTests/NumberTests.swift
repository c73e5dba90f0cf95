import CanonicalJSON
import TestSupport
import Testing

struct NumberTests {
    /// ECMA-262, `Number::toString`: every branch of its layout and both sides of each border.
    @Test(
        arguments: [
            (0.0, "0"), (-0.0, "0"), (1, "1"), (-1.5, "-1.5"), (0.1, "0.1"), (99.99, "99.99"),
            (1e20, "100000000000000000000"), (1.2345678901234568e20, "123456789012345680000"),
            (9.999999999999999e20, "999999999999999900000"), (1e21, "1e+21"),
            (1.5e21, "1.5e+21"), (-1.25e30, "-1.25e+30"), (1e100, "1e+100"),
            (0.000001, "0.000001"), (0.0000012, "0.0000012"), (1e-7, "1e-7"), (1.25e-7, "1.25e-7"),
            (-1e-10, "-1e-10"), (.leastNonzeroMagnitude, "5e-324"),
            (.leastNormalMagnitude, "2.2250738585072014e-308"),
            (1.7976931348623157e308, "1.7976931348623157e+308"), (0x1p53, "9007199254740992"),
            (0x1p53 + 2, "9007199254740994"), (123456.789, "123456.789"), (1e23, "1e+23"),
            (9.5e-5, "0.000095"), (0.1 + 0.2, "0.30000000000000004"), (.nan, "null"),
            (-.infinity, "null"),
        ] as [(Double, String)])
    func `a double is written as ECMAScript writes it`(value: Double, text: String) {
        #expect(JSONValue.double(value).canonicalText == text)
    }

    @Test(
        arguments: [
            ("0", 0), ("-0", 0), ("7", 7), ("-10", -10),
            ("9007199254740991", 9_007_199_254_740_991),
            ("-9007199254740991", -9_007_199_254_740_991), ("123456789012345", 123_456_789_012_345),
        ] as [(String, Int64)])
    func `integers to 2^53-1 are read in both modes`(text: String, value: Int64) throws {
        #expect(try JSONValue(parsing: text) == .integer(value))
        #expect(try JSONValue(parsing: text, numbers: .ecmaScript) == .integer(value))
    }

    @Test(
        arguments: [
            ("1.5", .double(1.5)), ("-2.50", .double(-2.5)), ("2e-3", .double(0.002)),
            ("1E30", .double(1e30)), ("1e+2", 100), ("1.0", 1), ("-0.0", 0), ("0e0", 0),
            ("0E+5", 0),
            ("9007199254740992", .double(0x1p53)), ("9007199254740993", .double(0x1p53)),
            ("-9007199254740995", .double(-0x1p53 - 4)),
            ("9007199254740991.0", 9_007_199_254_740_991),
            ("9007199254740991.4", 9_007_199_254_740_991), ("1e-400", 0), ("1e308", .double(1e308)),
            ("0.1000000000000000055511151231257827", .double(0.1)),
            ("4.9e-324", .double(.leastNonzeroMagnitude)),
            ("1.7976931348623158e308", .double(1.7976931348623157e308)),
            ("2.2250738585072011e-308", .double(.leastNormalMagnitude.nextDown)),
        ] as [(String, JSONValue)])
    func `numbers of others are read as ECMAScript reads them`(text: String, value: JSONValue)
        throws
    {
        #expect(try JSONValue(parsing: text, numbers: .ecmaScript) == value)
    }

    @Test func `a number of many digits is read`() throws {
        let zeros = String(repeating: "0", count: 5_000)
        #expect(try JSONValue(parsing: "1\(zeros)e-5000", numbers: .ecmaScript) == 1)
        #expect(try JSONValue(parsing: "0.\(zeros)1e5001", numbers: .ecmaScript) == 1)
        #expect(try JSONValue(parsing: "0.1\(zeros)", numbers: .ecmaScript) == .double(0.1))
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func `every double is read back as it was`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<5_000 {
            let value = Double(bitPattern: random.next())
            guard value.isFinite else { continue }
            let text = JSONValue.double(value).canonicalText
            #expect(Double(text) == value)
            #expect(try JSONValue(parsing: text, numbers: .ecmaScript).canonicalText == text)
        }
    }
}
