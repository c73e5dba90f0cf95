import CanonicalJSON
import Filings
import Testing

@testable import Projections

@Suite struct SearchTextsTests {
    @Test func `a company's row has all that it is called, in lower case, each once`() {
        let log = recorded(
            .listed { $0.filerName = "SAMPLE CORP" }, .named("ÄRZTE Inc."), .named("睿力集成", .alias),
            .identified("cik", "0000320193", normalized: "320193"), .named("Two\nlines\u{0}"),
            .listed("2") { $0.filerName = "Sample Corp" },
            in: StreamName(stored: "company-cik-0000320193"))
        let row = SearchTexts().rows(after: log)["company-cik-0000320193"]
        #expect(
            row?.lines == [
                "cik-0000320193", "0000320193", "sample corp", "ärzte inc.", "睿力集成", "320193",
                "two lines ",
            ])
        #expect(row?.kind == "company" && row?.company == "company-cik-0000320193")
    }

    @Test func `a claim's row has its words, those of its source and all names`() throws {
        let event = NewEvent.claim("F1", "The Plant", date: try .reading("mid-2026")) { claim in
            claim.source.quote = "at least 17.1 BILLION yuan"
            claim.parties = [ClaimParty(name: "GigaDevice", role: "investor")]
            claim.names = [ClaimName(name: "芯浦天英")]
            claim.place = "Pudong, Shanghai"
            claim.note = "A lower bound."
        }
        let row = SearchTexts().rows(after: recorded(event))["company-sample claim F1"]
        let words = [
            "the plant", "at least 17.1 billion yuan", "gigadevice", "芯浦天英",
            "pudong, shanghai", "a lower bound.", "a paper", "mid-2026", "f1",
        ]
        #expect(Set(row?.lines ?? []) == Set(words))
        #expect(row?.title == "The Plant")
    }

    @Test func `a filing has a row while its register gives it a title`() {
        let filing = NewEvent.listed { $0.title = "2023 年度报告" }
        let untitled = NewEvent.listed("2") { $0.items = ["2.02"] }
        let key = "company-sample " + filing.id
        let other = "company-sample " + untitled.id
        let corrected = NewEvent.corrected(
            filing, .init(field: "title", old: nil, new: "2023 年度报告（更正）"))
        let withdrawn = NewEvent.corrected(filing, .init(field: "title", old: nil, new: nil))
        let moved = NewEvent.corrected(filing, .init(field: "filedOn", old: nil, new: "2024-02-02"))
        let steps: [([NewEvent], [String: String])] = [
            ([filing, untitled], [key: "2023 年度报告"]),
            ([filing, corrected], [key: "2023 年度报告（更正）"]),
            ([filing, corrected, moved], [key: "2023 年度报告（更正）"]),
            ([filing, withdrawn], [:]), ([filing, withdrawn, corrected], [key: "2023 年度报告（更正）"]),
            ([untitled, .detailed(untitled, ["title": "Accounts"])], [other: "Accounts"]),
            ([untitled, .detailed(untitled, ["sizeBytes": 9])], [:]),
        ]
        for (events, titles) in steps {
            let rows = SearchTexts().rows(after: recorded(events)).filter { $0.key.contains(" ") }
            #expect(rows.mapValues(\.title) == titles)
        }
    }

    @Test(arguments: ["register-edgar", "calendar-sec"])
    func `a stream that is no company's has no row`(stream: String) {
        let log = recorded(.named("No company"), .claim("F1"), in: StreamName(stored: stream))
        #expect(SearchTexts().rows(after: log).isEmpty)
    }
}
