import CanonicalJSON
import TestSupport
import Testing

@testable import Filings

@Suite struct DateReadingTests {
    @Test(arguments: [
        (
            "2026-06",
            #"{"convention":null,"day":{"status":"unknown"},"earliest":"2026-06-01","edtf":"2026-06","form":"edtf","latest":"2026-06-30","level":0,"month":{"status":"stated","value":6},"precision":"month","quoted":"2026-06","status":"stated","valid":true,"year":{"status":"stated","value":2026}}"#
        ),
        (
            "mid-2026",
            #"{"convention":"mid-year=May-Aug@1","day":{"status":"unknown"},"earliest":"2026-05-01","edtf":"[2026-05..2026-08]","form":"wording","latest":"2026-08-31","level":2,"month":{"candidates":[5,6,7,8],"rule":"mid-year=May-Aug@1","status":"assumed"},"precision":"vague","quoted":"mid-2026","status":"assumed","valid":true,"year":{"status":"stated","value":2026}}"#
        ),
        (
            "2026-05/",
            #"{"convention":null,"earliest":"2026-05-01","edtf":"2026-05/","form":"edtf","latest":null,"level":1,"precision":"interval","quoted":"2026-05/","status":"stated","valid":true}"#
        ),
        (
            "2026-13",
            #"{"earliest":null,"edtf":null,"latest":null,"quoted":"2026-13","reason":"There is no month or part of a year 13 (character 6).","valid":false}"#
        ),
    ])
    func `a reading has its JSON`(text: String, json: String) {
        #expect(DateReading(of: text).json.canonicalText == json)
    }

    @Test func `any text has an answer`() throws {
        var random = DateRandom(seed: 30)
        let published = Publication(on: CivilDay(daysSinceEpoch: 20_000))
        let words = [
            "mid", "-", "2026", "June", "by", "the", "end", "of", "Q3", "FY26", "in", "between",
            "and",
            "this", "month", "last", "year", "2", "nd", "年", "月", "日", "底", "前", "2026年", "'", "/",
            "..", "[", "early", "to", "late", "or", "29", "February", "expected", "H", "1", "9999",
            "99999999999999999999", "\u{0}", "\u{301}", "👩‍👩‍👧", "½", "２０２６", "s", "winter", "0000",
            "yesterday", "since", "until", "0", "earlier", "后", "年中", "至",
        ]
        var read = 0
        for _ in 0..<5000 {
            var text = ""
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                text += random.pick(words) + (random.once(in: 2) ? " " : "")
            }
            let reading = DateReading(of: text, published: published, fiscalYearEnd: 9)
            if reading.valid { read += 1 }
            #expect(reading.json["quoted"]?.stringValue == text)
            #expect(reading.json["valid"]?.boolValue == reading.valid)
        }
        #expect(read > 100)
    }

    @Test func `random bytes have an answer`() {
        var random = DateRandom(seed: 31)
        for _ in 0..<3000 {
            let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let reading = DateReading(of: String(decoding: bytes, as: UTF8.self))
            #expect(reading.valid || reading.json["reason"] != nil)
        }
    }

    @Test func `a long text is answered soon`() {
        for text in [
            "[" + String(repeating: "2026,", count: 5000) + "2026]",
            String(repeating: "about ", count: 5000) + "2026",
            String(repeating: "9", count: 100_000),
            "Y" + String(repeating: "9", count: 100_000), String(repeating: "年", count: 5000),
        ] {
            #expect(DateReading(of: text).quoted == text)
        }
    }
}
