import CanonicalJSON
import Filings
import Ingestion
import Testing

struct XBRLFilingsWalkTests {
    private typealias Fixture = RepositoryFixture

    private func follow(
        _ order: IngestOrder, answer: (SourceRequest, Int) -> RawAnswer
    ) throws -> (walk: any SourceWalk, requests: [SourceRequest], ended: Bool) {
        var walk = try XBRLFilings().walk(order, checkpoints: [:])
        var register = WalkedRegister(XBRLFilings())
        let ended = register.follow(&walk, atMost: 30, answer: answer)
        return (walk, register.requests, ended)
    }

    private static let base = "https://filings.xbrl.org/api/filings"

    @Test func `a company's filings are read as the links lead on`() throws {
        let (walk, requests, ended) = try follow(.order(companies: [Fixture.lei])) { _, place in
            .json(
                Fixture.page(
                    [Fixture.filing(place)], total: 3,
                    next: place < 3 ? "\(Self.base)?page%5Bnumber%5D=\(place + 1)" : nil))
        }
        #expect(ended)
        #expect(
            requests.map(\.url) == [
                "\(Self.base)?filter%5Bentity.identifier%5D=\(Fixture.lei)&include=entity"
                    + "&sort=date_added&page%5Bsize%5D=100",
                "\(Self.base)?page%5Bnumber%5D=2", "\(Self.base)?page%5Bnumber%5D=3",
            ])
        #expect(requests.map(\.part) == (1...3).map { "LEI-\(Fixture.lei)/\($0)" })
        #expect(walk.coverage.texts == ["LEI-\(Fixture.lei) complete"])
        #expect(walk.completeListings == ["xbrl-filings \(Fixture.lei)"])
    }

    @Test(arguments: [
        (
            "https://elsewhere.example/api",
            "partial: a link leads to another host: https://elsewhere.example/api", 1
        ),
        (
            "https://filings.xbrl.org.example/api",
            "partial: a link leads to another host: https://filings.xbrl.org.example/api", 1
        ),
        ("/api/filings?page=2", "partial: more pages than the count says", 11),
    ])
    func `links that lead elsewhere or in a circle are not followed`(
        next: String, state: String, asked: Int
    ) throws {
        let (walk, requests, ended) = try follow(.order(companies: [Fixture.lei])) { _, _ in
            .json(Fixture.page([Fixture.filing(0)], total: 2, next: next))
        }
        #expect(ended)
        #expect(requests.count == asked)
        #expect(walk.coverage.texts == ["LEI-\(Fixture.lei) \(state)"])
        #expect(walk.coverage.first?.repair == "xbrl-filings --company \(Fixture.lei)")
        #expect(walk.completeListings == [])
    }

    @Test func `another server is asked for its own pages`() throws {
        var order = IngestOrder.order(companies: [Fixture.lei])
        order.server = "http://127.0.0.1:8080"
        let (_, requests, _) = try follow(order) { _, place in
            .json(
                Fixture.page(
                    [Fixture.filing(place)], total: 2,
                    next: place == 1 ? "\(Self.base)?page=2" : nil))
        }
        #expect(requests.last?.url == "http://127.0.0.1:8080/api/filings?page=2")
    }

    @Test(arguments: [(1, "complete"), (3, "partial: 1 of 3 filings were found")])
    func `a list is read again until it has what it counts`(total: Int, state: String) throws {
        let (walk, requests, _) = try follow(.order(companies: [Fixture.lei])) { _, _ in
            .json(Fixture.page([Fixture.filing(0)], total: total))
        }
        #expect(requests.count == (total == 1 ? 1 : 3))
        #expect(walk.coverage.texts == ["LEI-\(Fixture.lei) \(state)"])
    }

    @Test func `days are read from the newest on until one before them`() throws {
        let days = day("2026-08-04")...day("2026-08-06")
        let added = ["2026-08-06", "2026-08-05", "2026-08-03", "2026-08-01"]
        let (walk, requests, ended) = try follow(.order(days: days)) { _, place in
            .json(
                Fixture.page(
                    [Fixture.filing(place, added: added[place - 1])], total: 4,
                    next: "/api/filings?\(place)"))
        }
        #expect(ended)
        #expect(requests.count == 3)
        #expect(
            requests.first?.url
                == "\(Self.base)?include=entity&sort=-date_added&page%5Bsize%5D=100")
        #expect(
            walk.coverage.texts == [
                "2026-08-04 complete", "2026-08-05 complete",
                "2026-08-06 pending: the day was not over",
            ])
        #expect(walk.coverage.last?.repair == "xbrl-filings --day 2026-08-06")
        #expect(walk.completeListings == [])
    }

    @Test func `a list that shrinks while it is read is read anew`() throws {
        let days = day("2020-01-01")...day("2020-01-01")
        let totals = [2, 1, 1]
        let (walk, requests, _) = try follow(.order(days: days)) { _, place in
            .json(
                Fixture.page(
                    [Fixture.filing(place, added: "2020-01-02")], total: totals[place - 1],
                    next: place == 1 ? "/api/filings?2" : nil))
        }
        #expect(requests.map(\.part) == ["added/1", "added/2", "added/1"])
        #expect(walk.coverage.texts == ["2020-01-01 complete"])
    }

    @Test(arguments: [
        (429, nil, "asked too often", 1), (400, "no such filter", "400, Bad, no such filter", 2),
        (500, "it broke", "500, Bad, it broke", 2), (503, nil, "status 503", 2),
    ])
    func `an answer without content leaves the company unread`(
        status: Int, detail: String?, reason: String, asked: Int
    ) throws {
        let other = "529900JG015JC10LED24"
        let (walk, requests, _) = try follow(.order(companies: [Fixture.lei, other])) { _, _ in
            guard let detail else { return .status(status) }
            let error: JSONValue = [
                "status": .string(String(status)), "title": "Bad", "detail": .string(detail),
            ]
            return .json(["errors": [error]], status: status)
        }
        #expect(requests.count == asked)
        #expect(
            walk.coverage.texts == [
                "LEI-\(Fixture.lei) unread: \(reason)", "LEI-\(other) unread: \(reason)",
            ])
    }

    @Test(arguments: [
        (200, SourceAnswer.broken(reason: "an empty answer")), (304, .unchanged),
        (404, .neverWillBe), (429, .throttled), (400, .refused(reason: "status 400")),
        (500, .broken(reason: "status 500")),
    ])
    func `an answer is judged by its status and its content`(
        status: Int, meaning: SourceAnswer
    ) {
        let request = SourceRequest(part: "p", url: Self.base)
        #expect(XBRLFilings().meaning(of: .status(status), to: request) == meaning)
        #expect(
            XBRLFilings().meaning(of: .page, to: request)
                == .broken(reason: "an HTML page instead of JSON"))
    }

    @Test func `an order that cannot be carried out is refused`() {
        let orders: [IngestOrder] = [
            .order(), .order(companies: ["QUARRY"]), .order(companies: [Fixture.lei], isLive: true),
        ]
        for order in orders {
            #expect(throws: OrderError.self) { try XBRLFilings().walk(order, checkpoints: [:]) }
        }
    }
}
