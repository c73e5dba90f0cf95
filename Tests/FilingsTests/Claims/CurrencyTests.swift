import Testing

@testable import Filings

struct CurrencyTests {
    @Test(
        arguments: [
            ("CNY", 2), ("usd", 2), ("JPY", 0), ("KWD", 3), ("CLF", 4), ("XAU", nil), ("XCG", 2),
        ] as [(String, Int?)])
    func `a currency has the decimals of its minor unit`(code: String, minorUnits: Int?) throws {
        let currency = try #require(Currency(code))
        #expect(currency.minorUnits == minorUnits)
        #expect(currency.code == code.uppercased())
        #expect(!currency.isWithdrawn)
    }

    @Test(arguments: ["DEM", "NLG", "BGN", "ITL", "ANG"])
    func `a withdrawn currency is still one`(code: String) throws {
        #expect(try #require(Currency(code)).isWithdrawn)
    }

    @Test(arguments: ["", "RMB", "CN", "YUAN", "USDT", "元", "ABC"])
    func `other codes are none`(code: String) {
        #expect(Currency(code) == nil)
    }

    @Test func `the table has the 178 codes of ISO 4217 and each once`() {
        let present = Currency.codes.filter { Currency($0)?.isWithdrawn == false }
        #expect(present.count == 178)
        #expect(Set(Currency.codes).count == Currency.codes.count)
        #expect(Currency.codes.allSatisfy { $0.count == 3 && $0 == $0.uppercased() })
    }
}
