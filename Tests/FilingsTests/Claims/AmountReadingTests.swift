import Testing

@testable import Filings

struct AmountReadingTests {
    @Test(
        arguments: [
            ("17.1 billion yuan", "17100000000", "CNY", .exact),
            ("CNY 17.1bn", "17100000000", "CNY", .exact),
            ("CNY17.1bn", "17100000000", "CNY", .exact),
            ("at least CNY 17.1bn", "17100000000", "CNY", .atLeast),
            ("At Least 17.1 Billion Yuan", "17100000000", "CNY", .atLeast),
            ("no less than 17.1bn yuan", "17100000000", "CNY", .atLeast),
            ("CNY at least 17.1bn", "17100000000", "CNY", .atLeast),
            ("17.1bn yuan or more", "17100000000", "CNY", .atLeast),
            (">= CNY 17,100,000,000", "17100000000", "CNY", .atLeast),
            ("up to 5 million US dollars", "5000000", "USD", .atMost),
            ("US$2.4 billion", "2400000000", "USD", .exact),
            ("about USD 2.4bn", "2400000000", "USD", .about),
            ("more than €1.5m", "1500000", "EUR", .moreThan),
            ("less than £750,000.50", "750000.50", "GBP", .lessThan),
            ("HK$ 3k", "3000", "HKD", .exact), ("-12.5 million EUR", "-12500000", "EUR", .exact),
            ("10.8亿元", "1080000000", "CNY", .exact), ("108亿元人民币", "10800000000", "CNY", .exact),
            ("不低于171.41亿元", "17141000000", "CNY", .atLeast),
            ("约3万亿日元", "3000000000000", "JPY", .about),
            ("5,000万美元以上", "50000000", "USD", .atLeast), ("15千万元", "150000000", "CNY", .exact),
            ("2 crore INR", "20000000", "INR", .exact), ("JPY 0", "0", "JPY", .exact),
        ] as [(String, String, String, AmountBound)])
    func `an amount is read as it is worded`(
        wording: String, value: String, currency: String, bound: AmountBound
    ) throws {
        let amount = try ClaimAmount.reading(wording)
        #expect(amount.value.text == value)
        #expect(amount.currency == currency)
        #expect(amount.bound == bound)
        #expect(amount.quoted == wording)
        #expect(amount.upper == nil)
    }

    @Test(
        arguments: [
            ("between 1 and 2 billion yuan", "1000000000", "2000000000"),
            ("CNY 1bn to 2bn", "1000000000", "2000000000"),
            ("CNY 1bn to CNY 2bn", "1000000000", "2000000000"),
            ("CNY 500 million-1.5 billion", "500000000", "1500000000"),
            ("3–3亿元", "300000000", "300000000"), ("1至2亿元", "100000000", "200000000"),
        ] as [(String, String, String)])
    func `a range has two ends`(wording: String, lower: String, upper: String) throws {
        let amount = try ClaimAmount.reading(wording)
        #expect(amount.bound == .between)
        #expect(amount.value.text == lower)
        #expect(amount.upper?.text == upper)
        #expect(amount.currency == "CNY")
    }

    @Test(
        arguments: [
            ("a lot of yuan", .noNumber), ("", .noNumber), ("17.1 billion", .noCurrency),
            (
                "$2.4 billion",
                .ambiguousCurrency("$", candidates: ["USD", "HKD", "TWD", "CAD", "AUD", "SGD"])
            ),
            ("¥5", .ambiguousCurrency("¥", candidates: ["CNY", "JPY"])),
            ("5 doubloons", .unknownCurrency("doubloons")),
            ("CNY 1.2.3", .malformedNumber("1.2.3")),
            ("CNY 1,00", .malformedNumber("1,00")), ("CNY 1000,000", .malformedNumber("1000,000")),
            ("CNY 1.000,5", .malformedNumber("1.000,5")),
            ("CNY 5 million EUR", .differentCurrencies("CNY", "EUR")),
            ("between CNY 2bn and 1bn", .emptyRange), ("between CNY 2bn", .oneSidedRange),
            ("17.1 bnn yuan", .unknownCurrency("bnn yuan")),
        ] as [(String, AmountError)])
    func `what is not an amount says why`(wording: String, reason: AmountError) {
        #expect(throws: reason) { try ClaimAmount.reading(wording) }
        #expect(!reason.description.isEmpty)
    }

    @Test(
        arguments: [
            ("30,000 packaging units per month", "30000", "packaging units", "month", .exact),
            ("at least 2 investors", "2", "investors", nil, .atLeast),
            ("0.95%", "0.95", "%", nil, .exact), ("3万片/月", "30000", "片", "月", .exact),
            ("300 mm", "300", "mm", nil, .exact), ("5 m of cable", "5", "m of cable", nil, .exact),
            ("30千克", "30", "千克", nil, .exact),
            ("over 2 bn chips", "2000000000", "chips", nil, .moreThan),
            ("about 1.5 million Wafers a year", "1500000", "Wafers", "year", .about),
        ] as [(String, String, String, String?, AmountBound)])
    func `a quantity keeps its unit as quoted`(
        wording: String, value: String, unit: String, per: String?, bound: AmountBound
    ) throws {
        let quantity = try ClaimQuantity.reading(wording)
        #expect(quantity.value.text == value)
        #expect(quantity.unit == unit)
        #expect(quantity.per == per)
        #expect(quantity.bound == bound)
    }

    @Test func `a number alone is no quantity`() {
        #expect(throws: AmountError.noUnit) { try ClaimQuantity.reading("30,000") }
        #expect(throws: AmountError.noNumber) { try ClaimQuantity.reading("some wafers") }
    }
}
