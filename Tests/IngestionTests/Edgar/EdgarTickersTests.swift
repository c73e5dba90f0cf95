import Filings
import Ingestion
import Testing

struct EdgarTickersTests {
    private static func document(_ text: String, _ name: String = "company_tickers.json")
        -> SourceDocument
    {
        SourceDocument(name: name, bytes: Array(text.utf8))
    }

    @Test(
        arguments: [
            (
                """
                {"0":{"cik_str":42,"ticker":"QLI","title":"Quarry Lane Co"}}
                """, "company_tickers", "entry 0"
            ),
            (
                """
                {"fields":["cik","name","ticker","exchange","new"],
                "data":[[42,"Quarry Lane Co","QLI",null,{}]]}
                """, "company_tickers_exchange", "row 1"
            ),
        ] as [(String, String, String)])
    func `a row is a ticker and another name of its company`(
        text: String, kind: String, part: String
    ) throws {
        let reading = try EdgarTickers().read(
            Self.document(text, "company_tickers@20260305T000000Z.json"))
        #expect(reading.refusals == [])
        #expect(
            reading.findings.map(\.stream.text)
                == Array(repeating: "company-cik-0000000042", count: 2))
        #expect(reading.findings.map(\.place.part) == [part, part])
        #expect(
            reading.findings.map(\.event.source)
                == Array(repeating: "https://www.sec.gov/files/\(kind).json", count: 2))
        let ticker = try #require(reading.identifiers.first)
        #expect(ticker.value == "QLI")
        #expect(ticker.exchange == nil)
        #expect(ticker.observedOn?.text == "2026-03-05")
        let name = try #require(reading.names.first)
        #expect(name.name == "Quarry Lane Co")
        #expect(name.kind == .alias)
        #expect(reading.coverage == [RunCoverage(unit: kind, state: .complete)])
    }

    @Test func `a fund's row has a series and a class, with a ticker or without`() throws {
        let reading = try EdgarTickers().read(
            Self.document(
                """
                {"fields":["cik","seriesId","classId","symbol"],
                "data":[[42,"S000000001","C000000001","qlfx"],[42,"S000000001","C000000002",""]]}
                """))
        #expect(
            reading.identifiers.map { "\($0.scheme) \($0.normalized)" } == [
                "ticker QLFX", "sec-series S000000001", "sec-class C000000001",
                "sec-series S000000001", "sec-class C000000002",
            ])
        #expect(reading.refusals == [])
    }

    @Test func `lines pair a ticker with a CIK`() throws {
        let reading = try EdgarTickers().read(
            Self.document("qli\t42\nbrk-b\t1067983\r\nx 1\n\ny\tabc\n", "ticker.txt"))
        #expect(reading.identifiers.map(\.normalized) == ["QLI", "BRK-B"])
        #expect(reading.identifiers.map(\.value) == ["qli", "brk-b"])
        #expect(
            reading.refusals.map(\.description) == [
                "ticker.txt, line 3: \"x 1\" is not a ticker and a CIK",
                "ticker.txt, line 4: abc is no CIK",
            ])
        #expect(reading.coverage.map(\.state) == [.partial])
    }

    @Test(
        arguments: [
            ("{\"cik_str\":0,\"ticker\":\"A\"}", "0 is no CIK"),
            ("{\"ticker\":\"A\"}", "nothing is no CIK"),
            ("{\"cik_str\":7,\"ticker\":\"\"}", "no ticker"),
            ("{\"cik_str\":7,\"title\":\"A\"}", "no ticker"),
            ("{\"cik_str\":7,\"ticker\":5}", "5 is no ticker"),
            ("[]", "nothing is no CIK"),
        ] as [(String, String)])
    func `an entry that cannot be taken is refused, the others are taken`(
        entry: String, reason: String
    ) throws {
        let text = "{\"0\":{\"cik_str\":42,\"ticker\":\"QLI\",\"title\":\"\"},\"1\":\(entry)}"
        let reading = try EdgarTickers().read(Self.document(text))
        #expect(reading.findings.count == 1)
        #expect(
            reading.refusals.map(\.description) == ["company_tickers.json, entry 1: \(reason)"])
    }

    @Test func `a row of another length is refused`() throws {
        let text = "{\"fields\":[\"cik\",\"ticker\"],\"data\":[[1,\"A\",2],[2],{},[3,\"B\"]]}"
        let reading = try EdgarTickers().read(Self.document(text))
        #expect(reading.identifiers.map(\.normalized) == ["B"])
        #expect(
            reading.refusals.map(\.reason) == [
                "3 values for 2 columns", "1 values for 2 columns", "0 values for 2 columns",
            ])
    }

    @Test(arguments: [
        "", "  \n", "<html></html>", "{\"a\":1}", "{}", "{\"fields\":[\"x\"],\"data\":[]}",
        "{\"0\":{\"cik_str\":42",
    ])
    func `what is no list of tickers is refused as a whole`(text: String) {
        #expect(throws: SourceError.self) { try EdgarTickers().read(Self.document(text)) }
    }

    @Test func `a ticker that another company takes is in both histories`() async throws {
        let log = MemoryLog()
        var documents: [SourceDocument] = []
        for (day, cik) in [("20250101", 42), ("20250102", 42), ("20260101", 43)] {
            let text = "{\"0\":{\"cik_str\":\(cik),\"ticker\":\"QLI\",\"title\":\"A\"}}"
            documents.append(Self.document(text, "company_tickers@\(day)T000000Z.json"))
        }
        let report = try await Ingester(into: log).ingest(documents, from: EdgarTickers())
        #expect(report.appendedByType == ["company.identified": 2, "company.named": 2])
        #expect(report.history.map(\.answer) == ["content", "unchanged", "content"])
        #expect(report.conflicts == [])
        #expect(await log.streams.count == 2)
    }

    @Test(arguments: [
        ("company_tickers.json", true), ("company_tickers_mf@2026.json.gz", true),
        ("ticker.txt", true), ("ticker@20260101T000000Z.txt", true), ("tickers.csv", false),
        ("CIK0000320193.json", false),
    ])
    func `a folder's files are chosen by name`(name: String, isRead: Bool) {
        #expect(EdgarTickers().reads(fileNamed: name) == isRead)
    }

    @Test func `a walk asks for each file once, with its tag`() throws {
        var order = IngestOrder(now: Instant(microsecondsSinceEpoch: 0))
        var walk = try EdgarTickers().walk(order, checkpoints: [:])
        var urls: [String] = []
        while let request = walk.next() {
            #expect(request.isConditional)
            urls.append(request.url)
            let isFirst = urls.count == 1
            walk.take(WalkedPage(request: request, answer: isFirst ? .unchanged : .throttled))
        }
        #expect(
            urls == [
                "https://www.sec.gov/files/company_tickers.json",
                "https://www.sec.gov/files/company_tickers_exchange.json",
                "https://www.sec.gov/files/company_tickers_mf.json",
                "https://www.sec.gov/include/ticker.txt",
            ])
        #expect(walk.coverage.map(\.state) == [.complete, .unread, .unread, .unread])
        order.variant = "ticker"
        var single = try EdgarTickers().walk(order, checkpoints: [:])
        #expect(single.next()?.part == "ticker")
        #expect(single.next() == nil)
        order.variant = "other"
        #expect(throws: OrderError.self) { try EdgarTickers().walk(order, checkpoints: [:]) }
    }
}
