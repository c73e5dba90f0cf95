import CanonicalJSON
import Filings
import TestSupport
import Testing

/// The reader and the writer of listed filings without a tree, beside those with one.
struct FilingListedReadingTests {
    /// What the quick reader gives of data and where it ends; `nil` when it declines.
    private func reading(_ data: JSONValue) -> (filing: FilingListed?, isAtEnd: Bool) {
        data.canonicalBytes.withUnsafeBytes { bytes in
            var cursor = JSONCursor(bytes)
            let filing = try? FilingListed(canonical: &cursor)
            return (filing, cursor.isAtEnd)
        }
    }

    private func text(_ random: inout SplitMix64) -> String {
        let texts = [
            "", "10-K", "\"quoted\\\"", "长鑫存储", "line\nbreak", "\u{1F600}",
            "a longer text of 29 bytes",
        ]
        return texts[Int.random(in: 0..<texts.count, using: &random)]
    }

    private func filing(_ random: inout SplitMix64) -> FilingListed {
        func perhaps<Value>(_ value: Value) -> Value? {
            Bool.random(using: &random) ? value : nil
        }
        let day = CivilDay(daysSinceEpoch: Int.random(in: -9_000...40_000, using: &random))
        var filing = FilingListed(
            filer: text(&random), accession: text(&random), form: text(&random), filedOn: day)
        filing.periodOfReport = perhaps(day.adding(days: -30))
        filing.acceptedText = perhaps(text(&random))
        filing.acceptedClock = perhaps(.utc)
        filing.items = Bool.random(using: &random) ? ["2.02", text(&random)] : []
        filing.itemsText = perhaps(text(&random))
        filing.act = perhaps("34")
        filing.fileNumber = perhaps(text(&random))
        filing.filmNumber = perhaps(text(&random))
        filing.sizeBytes = perhaps(Int64.random(in: 0...9_007_199_254_740_991, using: &random))
        filing.isXBRL = perhaps(true)
        filing.isInlineXBRL = perhaps(false)
        filing.isXBRLNumeric = perhaps(true)
        filing.primaryDocument = perhaps(text(&random))
        filing.primaryDocDescription = perhaps(text(&random))
        filing.coreType = perhaps(text(&random))
        filing.filerName = perhaps(text(&random))
        return filing
    }

    @Test func `any filing is read as the tree's reader reads it`() throws {
        var random = SplitMix64(seed: 20_261_123)
        for _ in 0..<2_000 {
            let filing = filing(&random)
            var data = filing.data
            if Bool.random(using: &random) { data["tags"] = ["accession:1"] }
            if Bool.random(using: &random) { data["ofLater"] = ["b": [1, nil], "form": "x"] }
            let read = reading(.object(data))
            #expect(read.filing == filing)
            #expect(read.isAtEnd)
            #expect(try FilingListed(data: data) == filing)
        }
    }

    @Test(arguments: [[], ["accession:1"], ["b\n", "a"]])
    func `any filing is written as its tree is`(tags: [String]) {
        var random = SplitMix64(seed: 20_261_124)
        for _ in 0..<2_000 {
            let filing = filing(&random)
            var data = filing.data
            if !tags.isEmpty { data["tags"] = .array(tags.map { .string($0) }) }
            var bytes: [UInt8] = [7]
            filing.writeCanonical(into: &bytes, tags: tags)
            #expect(bytes == [7] + data.canonicalBytes)
        }
    }

    @Test(
        arguments: [
            ("accession", nil), ("accession", 1), ("filer", .null), ("form", nil), ("filedOn", nil),
            ("filedOn", "2024-02-30"), ("periodOfReport", "soon"),
            ("acceptedClock", "local"), ("acceptedClock", .null), ("items", ["2.02", 9]),
            ("items", "2.02"), ("sizeBytes", "12"), ("isXBRL", 1), ("act", ["34"]),
        ] as [(String, JSONValue?)])
    func `what the tree's reader refuses is left to it`(member: String, value: JSONValue?) throws {
        var random = SplitMix64(seed: 7)
        var data = filing(&random).data
        data[member] = value
        #expect(reading(.object(data)).filing == nil)
        #expect(throws: EventDataError.self) { try FilingListed(data: data) }
    }

    @Test func `a null is an absent member`() throws {
        var random = SplitMix64(seed: 8)
        var data = filing(&random).data
        for member in ["act", "items", "isXBRL", "periodOfReport", "sizeBytes"] {
            data[member] = .null
        }
        #expect(try reading(.object(data)).filing == FilingListed(data: data))
    }
}
