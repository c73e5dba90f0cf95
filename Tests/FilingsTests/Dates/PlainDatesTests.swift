import Filings
import TestSupport
import Testing

/// Days and instants from bytes, beside the readers of text.
struct PlainDatesTests {
    private func day(_ text: String) -> CivilDay? {
        Array(text.utf8).withUnsafeBytes { CivilDay(plain: $0) }
    }

    private func instant(_ text: String) -> Instant? {
        Array(text.utf8).withUnsafeBytes { Instant(plain: $0) }
    }

    @Test func `what text writes is read back`() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<5_000 {
            let count = Int64.random(in: -62_167_219_200...253_402_300_799, using: &random)
            let fraction = Int64.random(in: 0...999_999, using: &random)
            let time = Instant(microsecondsSinceEpoch: count * 1_000_000 + fraction)
            #expect(instant(time.text) == time)
            #expect(day(time.day.text) == time.day)
        }
    }

    @Test(arguments: [
        "", "2024-02-30", "2024-2-01", "2024/02/01", "20240-02-01", "2024-13-01", "202a-01-01",
    ])
    func `no other day is read`(text: String) {
        #expect(day(text) == nil)
    }

    @Test(arguments: [
        "", "2024-02-30T00:00:00.000000Z", "2024-02-01T24:00:00.000000Z",
        "2024-02-01T00:60:00.000000Z", "2024-02-01T00:00:60.000000Z",
        "2024-02-01T00:00:00.000000z", "2024-02-01 00:00:00.000000Z",
        "2024-02-01T00:00:00.00000xZ", "2024-02-01T00:00:00Z", "2024-02-01T00:00:00.000+01:00",
    ])
    func `no other instant is read`(text: String) {
        #expect(instant(text) == nil)
    }
}
