import Filings
import Ingestion
import Testing

struct HeaderWalkTests {
    private static func order(
        _ filings: [String], of companies: [String] = [],
        change: (inout IngestOrder) -> Void = { _ in }
    ) -> IngestOrder {
        var order = IngestOrder(now: Instant(microsecondsSinceEpoch: 1_720_000_000_000_000))
        order.filings = filings
        order.companies = companies
        change(&order)
        return order
    }

    private static let key = "1999990001/0001999990-24-000031"

    @Test func `filings are asked for under their filer, each once`() throws {
        var walk = try EdgarHeader().walk(
            Self.order(
                [Self.key, "000199999024000031", "0001999990-24-000032"], of: ["1999990001"]
            ) { $0.server = "http://127.0.0.1:8080/" }, checkpoints: [:])
        var requests: [SourceRequest] = []
        while let request = walk.next() { requests.append(request) }
        #expect(requests.map(\.part) == ["0001999990-24-000031", "0001999990-24-000032"])
        #expect(
            requests.first?.url
                == "http://127.0.0.1:8080/Archives/edgar/data/1999990001/000199999024000031/"
                + "0001999990-24-000031.hdr.sgml")
        #expect(requests.first?.documentName == "0001999990-24-000031.hdr.sgml")
        #expect(requests.first.map { EdgarHeader().reads(fileNamed: $0.documentName) } == true)
        #expect(
            walk.coverage.map(\.repair) == [
                "edgar-header --filing \(Self.key)",
                "edgar-header --filing 1999990001/0001999990-24-000032",
            ])
    }

    @Test(
        arguments: [
            ([], [], "edgar-header needs to know what to read: name filings as CIK/accession."),
            (
                [], ["320193"],
                "edgar-header needs to know what to read: name filings as CIK/accession."
            ),
            (
                ["0001999990-24-000031"], [],
                "edgar-header needs to know what to read: an accession number does not say whose "
                    + "filing it is; write CIK/0001999990-24-000031 with the CIK of any of its filers."
            ),
            (["x/0001999990-24-000031"], [], "edgar-header: \"x\" is no CIK."),
            (
                ["1/2"], [],
                "edgar-header: \"1/2\" is no filing; write CIK/accession, as in "
                    + "320193/0000320193-24-000123."
            ),
            (["1/0001999990-24-000031"], ["AAPL"], "edgar-header: \"AAPL\" is no CIK."),
            (
                ["1/0001999990-24-000031"], ["1", "2"],
                "edgar-header: name one company, or write CIK/accession."
            ),
        ] as [([String], [String], String)])
    func `an order that cannot be carried out says what is missing`(
        filings: [String], companies: [String], reason: String
    ) throws {
        let error = #expect(throws: OrderError.self) {
            try EdgarHeader().walk(Self.order(filings, of: companies), checkpoints: [:])
        }
        #expect(error?.description == reason)
    }

    private static let answers: [(SourceAnswer, String?, RunCoverage.State)] = [
        (.content, HeaderFixture.colon, .complete),
        (.content, HeaderFixture.header("<TYPE>4", "odd", parties: party), .partial),
        (
            .content,
            HeaderFixture.colon.split(separator: "24-000031").joined(separator: "24-000099"),
            .unread
        ),
        (.content, nil, .unread), (.neverWillBe, nil, .empty), (.throttled, nil, .unread),
        (.broken(reason: "an HTML page"), nil, .unread),
        (.refused(reason: "status 400"), nil, .unread),
        (.notThereYet, nil, .pending), (.unchanged, nil, .complete),
    ]
    private static let party = HeaderFixture.party("FILER", cik: "1999990001")

    @Test(arguments: answers.indices)
    func `a filing's coverage follows its answer`(index: Int) throws {
        let (answer, text, state) = Self.answers[index]
        var walk = try EdgarHeader().walk(Self.order([Self.key]), checkpoints: [:])
        let next = walk.next()
        let request = try #require(next)
        walk.take(
            WalkedPage(
                request: request, answer: answer,
                reading: try text.map { try HeaderFixture.reading($0) }))
        #expect(walk.next() == nil)
        #expect(walk.coverage.map(\.unit) == ["0001999990-24-000031"])
        #expect(walk.coverage.map(\.state) == [state])
        #expect(walk.coverage.map { $0.repair != nil } == [walk.coverage[0].isGap])
    }

    @Test(arguments: [
        (RawAnswer(status: 200, body: Array("<SEC-HEADER>".utf8)), SourceAnswer.content),
        (RawAnswer(status: 404), .neverWillBe),
        (
            RawAnswer(status: 403, body: Array("<Error><Code>AccessDenied</Code></Error>".utf8)),
            .neverWillBe
        ),
        (RawAnswer(status: 403, body: Array("<!DOCTYPE html>".utf8)), .throttled),
    ])
    func `a filing that is not there was taken back`(raw: RawAnswer, meaning: SourceAnswer) throws {
        var walk = try EdgarHeader().walk(Self.order([Self.key]), checkpoints: [:])
        let next = walk.next()
        let request = try #require(next)
        #expect(EdgarHeader().meaning(of: raw, to: request) == meaning)
    }
}
