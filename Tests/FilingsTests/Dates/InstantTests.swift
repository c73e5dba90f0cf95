import TestSupport
import Testing

@testable import Filings

@Suite struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, "1970-01-01T00:00:00.000000Z"),
        ("2026-11-23T12:00:00.123456Z", 1_795_435_200_123_456, "2026-11-23T12:00:00.123456Z"),
        ("2026-11-23T12:00Z", 1_795_435_200_000_000, "2026-11-23T12:00:00.000000Z"),
        ("2026-11-23T07:00:00-05:00", 1_795_435_200_000_000, "2026-11-23T12:00:00.000000Z"),
        ("2026-11-24T02:00:00.5+14:00", 1_795_435_200_500_000, "2026-11-23T12:00:00.500000Z"),
        ("1969-12-31T23:59:59.999999Z", -1, "1969-12-31T23:59:59.999999Z"),
        ("2016-12-31T23:59:60Z", 1_483_228_800_000_000, "2017-01-01T00:00:00.000000Z"),
        ("2026-11-23T12:00:00.120000000Z", 1_795_435_200_120_000, "2026-11-23T12:00:00.120000Z"),
        ("0001-01-01T00:00:00Z", -62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
        ("9999-12-31T23:59:59Z", 253_402_300_799_000_000, "9999-12-31T23:59:59.000000Z"),
        ("2026-11-23T12:00:00-00:00", 1_795_435_200_000_000, "2026-11-23T12:00:00.000000Z"),
    ])
    func `an instant reads and writes RFC 3339`(text: String, count: Int64, written: String) throws
    {
        let instant = try #require(Instant(text))
        #expect(instant.microsecondsSinceEpoch == count)
        #expect(instant.text == written)
        #expect(written.utf8.count == 27)
        #expect(Instant(written) == instant)
    }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T", "2026-11-23T12", "2026-11-23T12:00:00",
        "2026-11-23t12:00:00Z", "2026-11-23T12:00:00z", "2026-11-23 12:00:00Z",
        "2026-11-23T24:00:00Z", "2026-11-23T12:60:00Z", "2026-11-23T12:00:61Z",
        "2026-11-23T12:00:60Z", "2026-11-23T12:00:00.Z", "2026-11-23T12:00:00.1234567Z",
        "2026-11-23T12:00:00,5Z", "2026-11-23T12:00:00+24:00", "2026-11-23T12:00:00+0500",
        "2026-11-23T12:00:00+05", "2026-02-29T12:00:00Z", "2026-11-23T12:00:00ZZ",
        "2026-11-23T1:00:00Z", "2026-11-23T12:00:00 Z", "20261123T120000Z",
        "-026-11-23T12:00:00Z", "2026-11-23T12:00:00Z\u{0}", "２０２６-11-23T12:00:00Z",
        "2026-11-23T12:00:00.5", "2026-11-23T12:00:0.5Z", "2026-11-23T12:00:00.+05:00",
    ])
    func `a text that is no instant is refused`(text: String) {
        #expect(Instant(text) == nil)
    }

    @Test(arguments: [Int64.min, .min + 1, -1, 0, .max])
    func `every count of microseconds is an instant that can be written`(count: Int64) {
        let instant = Instant(microsecondsSinceEpoch: count)
        #expect(instant.text.hasPrefix(instant.day.text + "T") && instant.text.hasSuffix("Z"))
        #expect(CivilDay(instant.day.text) == instant.day)
    }

    @Test func `an instant's text keeps the order within four-digit years`() {
        var random = DateRandom(seed: 2)
        let range: ClosedRange<Int64> = -62_135_596_800_000_000...253_402_300_799_999_999
        for _ in 0..<2000 {
            let one = Instant(microsecondsSinceEpoch: .random(in: range, using: &random))
            let other = Instant(microsecondsSinceEpoch: .random(in: range, using: &random))
            #expect((one < other) == (one.text < other.text))
            #expect(Instant(one.text) == one)
        }
    }

    @Test func `a day begins at midnight`() throws {
        let day = try #require(CivilDay("2024-02-29"))
        #expect(Instant(startOf: day)?.text == "2024-02-29T00:00:00.000000Z")
        #expect(Instant(startOf: CivilDay(daysSinceEpoch: .max)) == nil)
    }

    @Test func `the clock is past the day this was written`() {
        #expect(Instant.now.text > "2026-11-01")
    }
}
