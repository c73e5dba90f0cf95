import CanonicalJSON
import Filings
import Testing

@Suite struct FilingHistoryTests {
    private static func filing(
        _ reader: String, _ change: (inout FilingListed) -> Void = { _ in }
    ) -> FilingListed {
        var filing = FilingListed(
            filer: "1999990001", accession: "0001999990-24-000017", form: "8-K",
            filedOn: CivilDay("2024-11-04") ?? CivilDay(daysSinceEpoch: 0))
        filing.reader = reader
        change(&filing)
        return filing
    }

    private static func reference(_ reader: String) -> FilingReference {
        FilingReference(
            filing: "edgar:1", accession: "0001999990-24-000017", form: "8-K", reader: reader)
    }

    /// Listed by the index with nothing but the row, then detailed by the company's file.
    private static var known: FilingHistory {
        var history = FilingHistory(filing("index"), id: "edgar:1")
        let added: JSONObject = ["items": ["2.02", "9.01"], "sizeBytes": 1000]
        history.apply(
            .filingDetailed(FilingDetailed(reference("file"), added: added)), publishedAt: nil)
        return history
    }

    @Test(arguments: [
        ("the same", filing("index"), FilingHistory.Verdict.known),
        (
            "the same from the one who said more",
            filing("file") { ($0.items, $0.sizeBytes) = (["2.02", "9.01"], 1000) }, .known
        ),
        (
            "items in another order",
            filing("file") { ($0.items, $0.sizeBytes) = (["9.01", "2.02"], 1000) }, .known
        ),
        ("less from a third", filing("header"), .known),
        (
            "more from a third", filing("header") { $0.act = "34" },
            .detailed(["act": "34"])
        ),
        (
            "more from the one who said it before",
            filing("file") { file in
                (file.items, file.sizeBytes, file.act) = (["2.02", "9.01"], 1000, "34")
            }, .corrected([.init(field: "act", old: nil, new: "34")])
        ),
        (
            "another size", filing("file") { ($0.items, $0.sizeBytes) = (["2.02", "9.01"], 1001) },
            .corrected([.init(field: "sizeBytes", old: 1000, new: 1001)])
        ),
        (
            "what one took back", filing("file") { $0.sizeBytes = 1000 },
            .corrected([.init(field: "items", old: ["2.02", "9.01"], new: nil)])
        ),
        (
            "another clock",
            filing("file") { file in
                (file.items, file.sizeBytes) = (["2.02", "9.01"], 1000)
                (file.acceptedText, file.acceptedClock) = ("2024-11-04T21:02:03.000Z", .utc)
            },
            .detailed(["acceptedText": "2024-11-04T21:02:03.000Z", "acceptedClock": "utc"])
        ),
    ])
    func `a word on a known filing is no news, more detail, or a correction`(
        what: String, word: FilingListed, verdict: FilingHistory.Verdict
    ) {
        #expect(Self.known.judge(word) == verdict, "\(what)")
    }

    @Test func `the two clocks of one filing never make a correction`() {
        let eastern = Self.filing("file") {
            ($0.acceptedText, $0.acceptedClock) = ("2024-11-04T16:02:03.000Z", .eastern)
        }
        let utc = Self.filing("file") {
            ($0.acceptedText, $0.acceptedClock) = ("2024-11-04T21:02:03.000Z", .utc)
        }
        #expect(FilingHistory(eastern, id: "edgar:1").judge(utc) == .known)
        #expect(FilingHistory(utc, id: "edgar:1").judge(eastern) == .known)
        let header = Self.filing("header") {
            ($0.acceptedText, $0.acceptedClock) = ("20241104160203", .header)
        }
        let settled: JSONObject = ["acceptedText": "20241104160203", "acceptedClock": "header"]
        var history = FilingHistory(utc, id: "edgar:1")
        #expect(history.judge(header) == .detailed(settled))
        history.apply(
            .filingDetailed(FilingDetailed(Self.reference("header"), added: settled)),
            publishedAt: nil)
        #expect(history.judge(header) == .known)
        #expect(history.judge(eastern) == .known)
    }

    @Test func `registers' files lag, and none undoes what another one corrected`() throws {
        let corrected = Self.filing("file") { $0.filedOn = CivilDay("2024-11-05") ?? $0.filedOn }
        var history = FilingHistory(Self.filing("index"), id: "edgar:1")
        let change = FilingCorrected.Change(
            field: "filedOn", old: "2024-11-04", new: "2024-11-05")
        #expect(history.judge(corrected) == .corrected([change]))
        history.apply(
            .filingCorrected(FilingCorrected(Self.reference("file"), changes: [change])),
            publishedAt: nil)
        #expect(history.filing.filedOn.text == "2024-11-05")
        // The index still says what it said, and a third one has an old copy.
        #expect(history.judge(Self.filing("index")) == .known)
        #expect(history.judge(Self.filing("latest")) == .known)
        #expect(history.judge(corrected) == .known)
        // The one who corrected may correct back.
        let back = Self.filing("file")
        #expect(
            history.judge(back)
                == .corrected([.init(field: "filedOn", old: "2024-11-05", new: "2024-11-04")]))
    }

    @Test func `events of one filing are numbered, and found again by its key`() {
        var history = Self.known
        #expect(history.nextID == "edgar:1#3")
        history.apply(
            .filingDelisted(FilingDelisted(Self.reference("index"), listing: "index 2024-Q4")),
            publishedAt: nil)
        #expect(!history.isListed)
        #expect(history.losses == ["index 2024-Q4"])
        history.apply(
            .filingRelisted(FilingRelisted(Self.reference("index"), listing: "index 2024-Q4")),
            publishedAt: nil)
        #expect(history.isListed)
        #expect(history.nextID == "edgar:1#5")
        #expect(FilingHistory.filingID(of: "edgar:1/2/8-K#3") == "edgar:1/2/8-K")
        #expect(FilingHistory.filingID(of: "edgar:1/2/8-K") == "edgar:1/2/8-K")
        #expect(FilingHistory.filingID(of: "edgar:1/2/S#x") == "edgar:1/2/S#x")
    }

    @Test(arguments: [
        FilingEvent.filingDetailed(FilingDetailed(reference("a"), added: ["act": "34"])),
        .filingCorrected(
            FilingCorrected(reference("a"), changes: [.init(field: "act", old: "33", new: nil)])),
        .filingDelisted(FilingDelisted(reference("a"), listing: "l")),
        .filingRelisted(FilingRelisted(reference("a"), listing: "l")),
    ])
    func `later events read back as they were written`(event: FilingEvent) throws {
        #expect(try FilingEvent(type: event.type, data: event.data) == event)
    }
}
