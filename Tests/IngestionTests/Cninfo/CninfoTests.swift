import CanonicalJSON
import Filings
import Ingestion
import Testing

struct CninfoTests {
    private typealias Fixture = CninfoFixture

    private func read(_ value: JSONValue) throws -> SourceReading {
        try Cninfo().read(Fixture.document(value))
    }

    private func filing(_ changes: [(String, JSONValue)]) throws -> FilingListed {
        try #require(read(Fixture.answer([Fixture.record(1, changes)])).filings.first)
    }

    @Test func `a record becomes a filing of the share's stream`() throws {
        let reading = try read(Fixture.answer([Fixture.record(12)]))
        #expect(reading.refusals == [])
        #expect(reading.notes == ["total": "1", "count": "1"])
        let finding = try #require(reading.findings.last)
        #expect(finding.stream.text == "company-cninfo-600999")
        #expect(finding.event.id == "cninfo:600999/12")
        #expect(
            finding.event.source
                == "http://static.cninfo.com.cn/finalpage/2026-08-07/12.PDF")
        #expect(finding.event.tags == ["accession:12"])
        #expect(finding.event.publishedAt == nil)
        #expect(finding.place.description == "answer.json, announcements[0]")
        let filing = try #require(reading.filings.first)
        #expect(filing.register == "cninfo")
        #expect(filing.filer == "600999")
        #expect(filing.form == "announcement")
        #expect(filing.category == "01010503||010113")
        #expect(filing.filedOn.text == "2026-08-07")
        #expect(filing.title == "关于回购股份进展的公告")
        #expect(filing.filerName == "石巷仪器")
        #expect(
            filing.details == [
                "adjunctSize": 102, "adjunctType": "PDF", "orgId": "gssh0600999",
            ])
        #expect(filing.primaryDocument == "finalpage/2026-08-07/12.PDF")
        let event = finding.event.event
        #expect(try FilingEvent(type: event.type, data: event.data) == event)
    }

    @Test func `a company is identified, and each of its short names is told once`() throws {
        let reading = try read(
            Fixture.answer([
                Fixture.record(2, [("secName", "XD石巷仪")]), Fixture.record(1), Fixture.record(3),
            ]))
        #expect(reading.filings.map(\.accession) == ["3", "1", "2"])
        #expect(reading.identifiers.map(\.normalized) == ["600999", "gssh0600999"])
        #expect(reading.identifiers.map(\.scheme) == ["ticker", "cninfo"])
        #expect(reading.names.map(\.name) == ["石巷仪器", "XD石巷仪"])
        #expect(reading.names.map(\.kind) == [.alias, .alias])
        #expect(reading.names.map(\.language) == ["zh", "zh"])
    }

    @Test(
        arguments: [
            (0, "2026-08-07", nil), (-1, "2026-08-06", "2026-08-06T15:59:59.999000Z"),
            (1_000, "2026-08-07", "2026-08-06T16:00:01.000000Z"),
            (56_543_000, "2026-08-07", "2026-08-07T07:42:23.000000Z"),
            (86_400_000, "2026-08-08", nil),
        ] as [(Int64, String, String?)])
    func `midnight in Beijing is a day, any other time an instant`(
        milliseconds: Int64, day: String, instant: String?
    ) throws {
        let time = JSONValue.integer(Fixture.midnight + milliseconds)
        let reading = try read(
            Fixture.answer([Fixture.record(1, [("announcementTime", time)])]))
        #expect(reading.filings.first?.filedOn.text == day)
        #expect(reading.findings.last?.event.publishedAt?.text == instant)
    }

    @Test(
        arguments: [
            ([("announcementTime", .integer(CninfoFixture.midnight + 1_000))], true),
            ([("secName", "*ST石巷")], true), ([("columnId", nil), ("pageColumn", "SZ")], true),
            ([("announcementTitle", "关于<em>回购</em>股份进展的公告")], true),
            ([("batchNum", 7), ("important", false), ("storageTime", 5)], true),
            ([("announcementTime", .integer(CninfoFixture.midnight + 86_400_000))], false),
            ([("adjunctSize", 103)], false), ([("announcementTitle", "更正公告")], false),
            ([("associateAnnouncement", "11")], false), ([("somethingNew", 1)], false),
        ] as [([(String, JSONValue)], Bool)])
    func `a time of the same day, a name of the day and columns of the site are no change`(
        changes: [(String, JSONValue)], isSame: Bool
    ) throws {
        let (first, second) = (try filing([]), try filing(changes))
        #expect((first.comparable == second.comparable) == isSame)
    }

    @Test func `a poller's row only says less of the same filing`() throws {
        let polled = try #require(Cninfo().read(Fixture.lines([Fixture.row(1)])).findings.last)
        let answered = try #require(read(Fixture.answer([Fixture.record(1)])).findings.last)
        #expect(polled.event.id == answered.event.id)
        #expect(polled.stream == answered.stream)
        guard case .filingListed(let less) = polled.event.event,
            case .filingListed(let more) = answered.event.event
        else {
            Issue.record("no filings")
            return
        }
        #expect([less.reader, more.reader] == ["cninfo-poller", "cninfo"])
        let names = less.comparable.members.map(\.name)
        #expect(names.filter { less.comparable[$0] != more.comparable[$0] } == [])
        let added = more.comparable.members.map(\.name).filter { less.comparable[$0] == nil }
        #expect(added == ["category", "details"])
        let history = FilingHistory(less, id: polled.event.id)
        var known: JSONObject = ["category": "01010503||010113"]
        for detail in more.details { known["details." + detail.name] = detail.value }
        #expect(history.judge(more) == .detailed(known))
        #expect(FilingHistory(more, id: polled.event.id).judge(less) == .known)
    }

    @Test func `an empty day has no announcements, and is an answer`() throws {
        let reading = try read(Fixture.answer(nil, total: 0))
        #expect(reading.findings == [])
        #expect(reading.notes == ["total": "0", "count": "0"])
    }

    @Test func `several codes in one record are a filing each`() throws {
        let reading = try read(
            Fixture.answer([Fixture.record(1, [("secCode", "000012, 200012")])]))
        #expect(
            reading.findings.filter { $0.event.event.type == "filing.listed" }.map(\.event.id)
                == ["cninfo:000012/1", "cninfo:200012/1"])
    }

    @Test(
        arguments: [
            ([("announcementId", nil), ("adjunctUrl", nil)], "no announcementId"),
            ([("announcementTime", nil)], "1 has no announcementTime in milliseconds"),
            ([("announcementTime", "1786032000000")], "1 has no announcementTime in milliseconds"),
            ([("announcementTime", -1)], "1 has no announcementTime in milliseconds"),
            ([("announcementTitle", "")], "1 has no title"),
            ([("secCode", nil), ("orgId", nil)], "1 has neither secCode nor orgId"),
            ([("secCode", "六零零")], "1: \"六零零\" is no stock code"),
        ] as [([(String, JSONValue)], String)])
    func `a record that cannot be taken is refused, the others are taken`(
        changes: [(String, JSONValue)], reason: String
    ) throws {
        let reading = try read(Fixture.answer([Fixture.record(2), Fixture.record(1, changes)]))
        #expect(
            reading.refusals.map(\.description) == ["answer.json, announcements[1]: \(reason)"])
        #expect(reading.filings.map(\.accession) == ["2"])
    }

    @Test func `without an id the file's address has it, without a code the company`() throws {
        let reading = try read(
            Fixture.answer([Fixture.record(7, [("announcementId", nil), ("secCode", nil)])]))
        #expect(reading.findings.last?.event.id == "cninfo:gssh0600999/7")
        #expect(reading.findings.last?.stream.text == "company-cninfo-gssh0600999")
    }

    @Test func `a snapshot's ranges overlap, and each row is told once`() throws {
        let snapshot: JSONValue = [
            "generated_at": "2026-08-06T20:00:34+08:00",
            "ranges": [
                "today": ["data": [Fixture.row(1), Fixture.row(2)]],
                "last2": ["data": [Fixture.row(1), Fixture.row(3)]],
                "tomorrow": ["data": []],
            ],
        ]
        let reading = try read(snapshot)
        #expect(reading.filings.map(\.accession).sorted() == ["1", "2", "3"])
        #expect(reading.identifiers.first?.observedOn?.text == "2026-08-06")
        #expect(reading.findings.last?.place.part == "ranges.today.data[1]")
    }

    @Test(
        arguments: [
            ([("pdf_url", nil)], "the id is not in pdf_url"),
            ([("pdf_url", "https://x.example/a.PDF")], "the id is not in pdf_url"),
            ([("stock_code", nil)], "2 has no stock_code"), ([("title", nil)], "2 has no title"),
            (
                [("publish_time", "2026-08-07 00:00")],
                "2: publish_time \"2026-08-07 00:00\" is no time with a zone"
            ),
        ] as [([(String, JSONValue)], String)])
    func `a line that cannot be taken is refused, the others are taken`(
        changes: [(String, JSONValue)], reason: String
    ) throws {
        let reading = try Cninfo().read(Fixture.lines([Fixture.row(1), Fixture.row(2, changes)]))
        #expect(reading.refusals.map(\.description) == ["rows.ndjson, line 2: \(reason)"])
        #expect(reading.filings.map(\.accession) == ["1"])
    }

    @Test func `the directory of stocks gives companies' ids and no events`() throws {
        let reading = try read([
            "stockList": [
                ["code": "600999", "orgId": "gssh0600999", "zwjc": "石巷仪器"], ["code": "1"],
            ]
        ])
        #expect(reading.findings == [])
        #expect(reading.notes == ["org/600999": "gssh0600999"])
    }

    @Test(arguments: ["{\"announcements\":3}", "{\"cik\":1}", "[]", "<html>", "", "{\"a\":"])
    func `a document of another kind is refused`(text: String) {
        let document = SourceDocument(name: "answer.json", bytes: Array(text.utf8))
        #expect(throws: SourceError.self) { try Cninfo().read(document) }
    }

    @Test func `every proper beginning of an answer is refused`() {
        let whole = Fixture.document(Fixture.answer([Fixture.record(1)])).bytes
        for length in 0..<whole.count {
            let cut = SourceDocument(name: "answer.json", bytes: Array(whole.prefix(length)))
            #expect(throws: SourceError.self) { try Cninfo().read(cut) }
        }
    }
}
