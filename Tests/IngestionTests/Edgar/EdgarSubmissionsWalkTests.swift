import EventStorage
import Filings
import Ingestion
import Testing

struct EdgarSubmissionsWalkTests {
    private static let order = IngestOrder(now: Instant(microsecondsSinceEpoch: 0))
    private static let pages = [
        "CIK1999990001-submissions-001.json", "CIK1999990001-submissions-002.json",
    ]

    /// A main file that names two pages of one row each.
    private static var main: SubmissionsFixture {
        var fixture = SubmissionsFixture()
        fixture.files = .array(pages.map { ["name": .string($0), "filingCount": 1] })
        return fixture
    }

    /// Answers by the name of the document; what is not there is absent.
    private static func run(
        _ companies: [String], _ documents: [SourceDocument],
        answers: [String: SourceAnswer] = [:], state: [String: [String: String]] = [:]
    ) throws -> (asked: [String], walk: any SourceWalk) {
        var order = order
        order.companies = companies
        let checkpoints = state.mapValues { state in
            var checkpoint = SourceCheckpoint(
                source: "edgar-submissions", part: "", readAt: order.now)
            checkpoint.state = state
            return checkpoint
        }
        var walk = try EdgarSubmissions().walk(order, checkpoints: checkpoints)
        var asked: [String] = []
        while let request = walk.next() {
            asked.append(request.url)
            var page = WalkedPage(request: request, answer: request.absence)
            if let answer = answers[request.documentName] {
                page.answer = answer
            } else if let document = documents.first(where: { $0.name == request.documentName }) {
                page.answer = .content
                do throws(SourceError) {
                    page.reading = try EdgarSubmissions().read(document)
                } catch {
                    page.failure = error
                }
            }
            walk.take(page)
        }
        return (asked, walk)
    }

    private static func page(_ index: Int) -> SourceDocument {
        SubmissionsFixture().page(pages[index])
    }

    @Test func `the main file comes first, then the pages it names`() throws {
        let (asked, walk) = try Self.run(
            ["1999990001", "CIK1999990001"],
            [Self.main.document("CIK1999990001.json"), Self.page(0), Self.page(1)])
        #expect(
            asked == [
                "https://data.sec.gov/submissions/CIK1999990001.json",
                "https://data.sec.gov/submissions/CIK1999990001-submissions-001.json",
                "https://data.sec.gov/submissions/CIK1999990001-submissions-002.json",
            ])
        #expect(walk.coverage == [RunCoverage(unit: "CIK1999990001", state: .complete)])
        #expect(walk.completeListings == ["edgar-submissions CIK1999990001"])
        #expect(
            walk.state(of: "CIK1999990001") == [
                "pages": "CIK1999990001-submissions-001.json=1 CIK1999990001-submissions-002.json=1"
            ])
        #expect(walk.state(of: "CIK0000000042") == [:])
    }

    @Test(
        arguments: [
            (SourceAnswer.neverWillBe, "never will be"),
            (.throttled, "throttled"),
            (.broken(reason: "status 500"), "broken: status 500"),
            (.refused(reason: "status 400"), "refused: status 400"),
        ] as [(SourceAnswer, String)])
    func `a page that is not read leaves the list incomplete, the rest is read`(
        answer: SourceAnswer, reason: String
    ) throws {
        let (asked, walk) = try Self.run(
            ["1999990001"], [Self.main.document("CIK1999990001.json"), Self.page(1)],
            answers: [Self.pages[0]: answer])
        #expect(asked.count == 3)
        #expect(
            walk.coverage == [
                RunCoverage(
                    unit: "CIK1999990001", state: .partial, reason: "\(Self.pages[0]): \(reason)",
                    repair: "edgar-submissions --company 1999990001")
            ])
        #expect(walk.completeListings == [])
    }

    @Test func `a page that cannot be taken, and one with another count, are gaps`() throws {
        let two = SubmissionsFixture([
            .init(accession: "0001999990-24-000001"), .init(accession: "0001999990-24-000002"),
        ])
        let broken = SourceDocument(name: Self.pages[0], bytes: Array("{".utf8))
        let (_, walk) = try Self.run(
            ["1999990001"],
            [Self.main.document("CIK1999990001.json"), broken, two.page(Self.pages[1])])
        let reason = try #require(walk.coverage.first?.reason)
        #expect(reason.hasPrefix("\(Self.pages[0]): \(Self.pages[0]): line 1"))
        #expect(reason.hasSuffix("; \(Self.pages[1]) has 2 rows, not 1 as announced"))
        #expect(walk.completeListings == [])
    }

    @Test(
        arguments: [
            (SourceAnswer.neverWillBe, RunCoverage.State.empty),
            (.throttled, .unread),
            (.broken(reason: "an HTML page"), .unread),
            (.unchanged, .unread),
        ] as [(SourceAnswer, RunCoverage.State)])
    func `a company without a main file is said to be so, and the next one is read`(
        answer: SourceAnswer, state: RunCoverage.State
    ) throws {
        let (asked, walk) = try Self.run(
            ["42", "1999990001"], [SubmissionsFixture().document("CIK1999990001.json")],
            answers: ["CIK0000000042.json": answer])
        #expect(asked.count == 2)
        #expect(walk.coverage.map(\.unit) == ["CIK0000000042", "CIK1999990001"])
        #expect(walk.coverage.map(\.state) == [state, .complete])
        #expect(walk.completeListings == ["edgar-submissions CIK1999990001"])
    }

    @Test func `an unchanged main file has its pages asked for as last time`() throws {
        let (asked, walk) = try Self.run(
            ["1999990001"], [Self.page(0)],
            answers: ["CIK1999990001.json": .unchanged, Self.pages[1]: .unchanged],
            state: ["CIK1999990001": ["pages": "\(Self.pages[0])=1 \(Self.pages[1])=1"]])
        #expect(asked.count == 3)
        #expect(walk.coverage.map(\.state) == [.complete])
        #expect(walk.completeListings == [])
    }

    @Test func `tickers are looked up first; unknown ones are gaps`() throws {
        let tickers = SourceDocument(
            name: "company_tickers.json",
            bytes: Array(
                "{\"0\":{\"cik_str\":1999990001,\"ticker\":\"QL-I\",\"title\":\"A\"}}".utf8))
        let (asked, walk) = try Self.run(
            ["ql-i", "none", "42"],
            [
                tickers, SubmissionsFixture().document("CIK1999990001.json"),
            ])
        #expect(
            asked == [
                "https://www.sec.gov/files/company_tickers.json",
                "https://data.sec.gov/submissions/CIK0000000042.json",
                "https://data.sec.gov/submissions/CIK1999990001.json",
            ])
        #expect(
            walk.coverage.map { "\($0.unit) \($0.state.rawValue)" } == [
                "CIK0000000042 empty", "CIK1999990001 complete", "ticker NONE unread",
            ])
        #expect(try EdgarSubmissions().read(tickers).findings == [])
    }

    @Test func `without the file of tickers each is a gap`() throws {
        let (asked, walk) = try Self.run(
            ["qli"], [], answers: ["company_tickers.json": .throttled])
        #expect(asked.count == 1)
        #expect(walk.coverage.map(\.reason) == ["the file of tickers: throttled"])
        #expect(walk.coverage.map(\.repair) == ["edgar-submissions --company QLI"])
    }

    @Test func `a walk cut short says what is left`() throws {
        var order = Self.order
        order.companies = ["1999990001", "42", "qli"]
        var walk = try EdgarSubmissions().walk(order, checkpoints: [:])
        #expect(walk.coverage.map(\.reason) == ["not asked for", "not asked for", "not asked for"])
        _ = walk.next()
        let tickers = SourceRequest(part: "company_tickers", url: "")
        walk.take(WalkedPage(request: tickers, answer: .throttled))
        if let request = walk.next() {
            let reading = try EdgarSubmissions().read(Self.main.document("CIK1999990001.json"))
            walk.take(WalkedPage(request: request, answer: .content, reading: reading))
        }
        #expect(
            walk.coverage.map(\.reason) == [
                "overflow pages unread: \(Self.pages.joined(separator: ", "))", "not asked for",
                "the file of tickers: throttled",
            ])
        #expect(walk.completeListings == [])
    }

    @Test func `an absent file answers 404 with words of its own`() {
        let body = "<?xml version=\"1.0\"?><Error><Code>NoSuchKey</Code></Error>"
        var request = SourceRequest(
            part: "CIK0000000001", url: "https://data.sec.gov/submissions/CIK0000000001.json")
        request.absence = .neverWillBe
        let answer = RawAnswer(
            status: 404, headers: ["content-type": "application/xml"], body: Array(body.utf8))
        #expect(EdgarSubmissions().meaning(of: answer, to: request) == .neverWillBe)
    }

    @Test(arguments: [["a ticker that is too long"], ["12345678901x,"], []])
    func `an order without a company is not carried out`(companies: [String]) {
        var order = Self.order
        order.companies = companies
        #expect(throws: OrderError.self) { try EdgarSubmissions().walk(order, checkpoints: [:]) }
    }

    @Test func `what the source does not understand is said`() throws {
        var bulk = Self.order
        bulk.isBulk = true
        bulk.companies = ["42"]
        #expect(throws: OrderError.self) { try EdgarSubmissions().walk(bulk, checkpoints: [:]) }
        var quarter = Self.order
        quarter.companies = ["42"]
        quarter.quarters = [try #require(YearQuarter("2020-Q1"))]
        #expect(throws: OrderError.self) { try EdgarSubmissions().walk(quarter, checkpoints: [:]) }
    }
}
