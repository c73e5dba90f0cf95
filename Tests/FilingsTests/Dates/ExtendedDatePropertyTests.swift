import TestSupport
import Testing

@testable import Filings

@Suite struct ExtendedDatePropertyTests {
    @Test(arguments: [UInt64(10), 11])
    func `bounds are those that asking every day gives`(seed: UInt64) {
        var random = DateRandom(seed: seed)
        var valid = 0
        for _ in 0..<100 {
            let text = RandomDates.expression(&random)
            let expected = DayByDay.bounds(text)
            let date = try? ExtendedDate(text)
            #expect((date == nil) == (expected == nil), "\(text)")
            guard let date, let expected else { continue }
            valid += 1
            #expect(date.earliest.json.stringValue ?? "null" == expected.first, "\(text)")
            #expect(date.latest.json.stringValue ?? "null" == expected.last, "\(text)")
        }
        #expect(valid > 30)
    }

    @Test func `what is printed reads as the same date`() throws {
        var random = DateRandom(seed: 13)
        var valid = 0
        for _ in 0..<4000 {
            let text = RandomDates.expression(&random)
            guard let date = try? ExtendedDate(text) else { continue }
            valid += 1
            #expect(date.text == text)
            #expect(try ExtendedDate(date.text) == date)
        }
        #expect(valid > 1000)
    }

    @Test(arguments: ["?", "~", "%"])
    func `a qualifier moves no bound`(qualifier: String) {
        var random = DateRandom(seed: 14)
        for _ in 0..<500 {
            let text = RandomDates.date(&random)
            let plain = text.filter { !"?~%".contains($0) }
            guard let date = try? ExtendedDate(plain) else { continue }
            let qualified = try? ExtendedDate(plain + qualifier)
            #expect(qualified?.earliest == date.earliest && qualified?.latest == date.latest)
        }
    }

    @Test func `the corpus of valid strings has its levels and bounds`() throws {
        for json in try DateCorpus.cases("valid.json") {
            let text = try #require(json["edtf"]?.stringValue)
            let date = try ExtendedDate(text)
            #expect(date.text == text)
            #expect(date.earliest == DateCorpus.bound(json["min"]), "\(text)")
            #expect(date.latest == DateCorpus.bound(json["max"]), "\(text)")
            #expect(Int64(date.level) == json["level"]?.integerValue, "\(text)")
        }
    }

    @Test func `the corpus of invalid strings is refused`() throws {
        for json in try DateCorpus.cases("invalid.json") {
            let text = try #require(json["edtf"]?.stringValue)
            #expect(throws: ExtendedDateError.self, "\(text)") { try ExtendedDate(text) }
        }
    }
}
