import CanonicalJSON
import Filings
import TestSupport
import Testing

@testable import EventStorage

/// The quick reader of listed filings beside the general one.
struct ListedEntryTests {
    private static let texts = [
        "", "10-K", "8-K/A", "a\"b\\", "\u{E9}\u{1F600}", "\n\u{1}", "2.02,9.01", "\",\"type\":\"",
    ]

    private static func filing(_ random: inout SplitMix64) -> FilingListed {
        func text() -> String? {
            Bool.random(using: &random) ? texts.randomElement(using: &random) : nil
        }
        var filing = FilingListed(
            filer: text() ?? "320193", accession: "0000320193-24-000123", form: text() ?? "10-K",
            filedOn: CivilDay(daysSinceEpoch: Int.random(in: -10_000...40_000, using: &random)))
        filing.periodOfReport = Bool.random(using: &random) ? filing.filedOn : nil
        filing.acceptedText = text()
        filing.acceptedClock = [nil, .eastern, .utc, .header].randomElement(using: &random) ?? nil
        filing.items = (0..<Int.random(in: 0...3, using: &random)).map { _ in text() ?? "9.01" }
        filing.itemsText = text()
        filing.act = text()
        filing.fileNumber = text()
        filing.filmNumber = text()
        filing.sizeBytes = [nil, 0, -1, 9_007_199_254_740_991].randomElement(using: &random) ?? nil
        filing.isXBRL = [nil, true, false].randomElement(using: &random) ?? nil
        filing.isInlineXBRL = [nil, true, false].randomElement(using: &random) ?? nil
        filing.isXBRLNumeric = [nil, true, false].randomElement(using: &random) ?? nil
        filing.primaryDocument = text()
        filing.primaryDocDescription = text()
        filing.coreType = text()
        filing.filerName = text()
        return filing
    }

    private static func event(_ random: inout SplitMix64) -> NewEvent {
        NewEvent(
            id: "edgar:\(UInt64.random(in: 0...99, using: &random))\"", source: "https://a/\u{E9}",
            publishedAt: Bool.random(using: &random) ? Instant("2024-11-01T10:01:36Z") : nil,
            event: .filingListed(filing(&random)),
            tags: Bool.random(using: &random) ? ["accession:0000320193-24-000123"] : [])
    }

    /// The entry that the log would hold.
    private static func entry(_ event: NewEvent) throws -> [UInt8] {
        let parts = try EntryParts(event, stream: .sample, actor: EntryParts.actorBytes("j\u{E9}"))
        var time = EntryTime()
        let recordedAt = Instant(microsecondsSinceEpoch: 1_763_899_200_123_456)
        return parts.fact + parts.actor + time.bytes(of: recordedAt)
            + EntryParts.betweenTimeAndPosition + Array("0000000000000042".utf8) + parts.source
            + Array("7".utf8) + parts.tail
    }

    /// What the general reader makes of it: a member behind the type keeps the quick one away.
    private static func general(_ entry: [UInt8]) -> RecordedEvent? {
        let longer = entry.dropLast() + Array(",\"z\":0}".utf8)
        return try? longer.withUnsafeBytes { bytes throws(EventStoreError) in
            try RecordedEvent(entry: bytes)
        }
    }

    @Test(arguments: [1, 2, 3, 4] as [UInt64])
    func `both readers read a listed filing as it was written`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 1...200 {
            let event = Self.event(&random)
            let entry = try Self.entry(event)
            let quick = entry.withUnsafeBytes { RecordedEvent(listed: $0) }
            #expect(quick != nil)
            #expect(quick == Self.general(entry))
            #expect(quick?.event == event.event)
            #expect(quick?.publishedAt == event.publishedAt)
            #expect(quick?.position == 42)
        }
    }

    @Test(arguments: [5, 6, 7, 8] as [UInt64])
    func `the quick reader takes no canonical entry that the general one reads otherwise`(
        seed: UInt64
    ) throws {
        var random = SplitMix64(seed: seed)
        for _ in 1...60 {
            let entry = try Self.entry(Self.event(&random))
            for _ in 1...40 {
                var altered = entry
                let place = Int.random(in: 0..<entry.count - 30, using: &random)
                switch Int.random(in: 1...3, using: &random) {
                case 1: altered.remove(at: place)
                case 2: altered[place] = altered.randomElement(using: &random) ?? 0
                default: altered.insert(altered.randomElement(using: &random) ?? 0, at: place)
                }
                guard let quick = altered.withUnsafeBytes({ RecordedEvent(listed: $0) }),
                    (try? JSONValue(parsing: altered))?.canonicalBytes == altered
                else { continue }
                #expect(
                    quick == Self.general(altered), "\(String(decoding: altered, as: UTF8.self))")
            }
        }
    }

    @Test(arguments: [
        #"{"data":{},"id":"a","recordedby":"b","recordedtime":"2026-01-01T00:00:00.000000Z","#
            + #""sequence":"0000000000000001","source":"c","specversion":"1.0","streamversion":1,"#
            + #""subject":"company-a","type":"filing.listed"}"#,
        #"{"data":{"cik":1,"accession":"2","form":"3","filedOn":"2026-01-01"},"id":"a","#
            + #""recordedby":"b","recordedtime":"2026-01-01T00:00:00.000000Z","#
            + #""sequence":"0000000000000001","source":"c","specversion":"1.0","streamversion":1,"#
            + #""subject":"company-a","type":"filing.listed"}"#,
    ])
    func `a filing without what every filing has is unreadable, with its position`(text: String) {
        let error = #expect(throws: EventStoreError.self) {
            try Array(text.utf8).withUnsafeBytes { try RecordedEvent(entry: $0) }
        }
        guard case .unreadable(position: 1, _) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }
}
