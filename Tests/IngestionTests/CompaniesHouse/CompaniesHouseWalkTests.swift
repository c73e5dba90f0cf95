import CanonicalJSON
import Filings
import Ingestion
import Testing

struct CompaniesHouseWalkTests {
    /// A register with one company whose history may differ from request to request.
    private func follow(
        _ companies: [String] = [HistoryFixture.number],
        history: (Int) -> HistoryFixture
    ) throws -> (walk: any SourceWalk, asked: [String], ended: Bool) {
        var walk = try CompaniesHouse().walk(.order(companies: companies), checkpoints: [:])
        var register = WalkedRegister(CompaniesHouse())
        let ended = register.follow(&walk, atMost: 30) { request, place in
            guard let start = request.start else { return .json(HistoryFixture.profile) }
            return .json(history(place).page(from: start))
        }
        return (walk, register.requests.map(\.asked), ended)
    }

    @Test(arguments: [
        (0, ["profile", "0"]), (1, ["profile", "0"]), (100, ["profile", "0"]),
        (101, ["profile", "0", "99"]), (199, ["profile", "0", "99"]),
        (200, ["profile", "0", "99", "198"]), (250, ["profile", "0", "99", "198"]),
    ])
    func `pages overlap by a row until the whole list was read`(
        count: Int, expected: [String]
    ) throws {
        let (walk, asked, ended) = try follow { _ in HistoryFixture(count: count) }
        #expect(ended)
        #expect(asked == expected)
        #expect(walk.coverage.texts == ["GB-01999990 complete"])
        #expect(walk.completeListings == ["companies-house 01999990"])
    }

    @Test func `a page is asked for as the register wants it`() throws {
        var walk = try CompaniesHouse().walk(.order(companies: ["1999990"]), checkpoints: [:])
        let first = walk.next()
        let request = try #require(first)
        #expect(request.part == "GB-01999990/profile")
        #expect(
            request.url == "https://api.company-information.service.gov.uk/company/01999990")
        #expect(request.documentName == "GB-01999990.json")
        #expect(request.secret == .companiesHouse)
        walk.take(WalkedPage(request: request, answer: .content, reading: SourceReading()))
        let second = walk.next()
        let page = try #require(second)
        #expect(page.part == "GB-01999990/filing-history/0")
        #expect(
            page.url
                == "https://api.company-information.service.gov.uk/company/01999990/"
                + "filing-history?items_per_page=100&start_index=0")
        #expect(page.documentName == "GB-01999990-filing-history-0.json")
    }

    @Test func `a filing that comes in between two pages makes the walk begin anew`() throws {
        let (walk, asked, _) = try follow { place in
            HistoryFixture(count: place < 3 ? 150 : 151)
        }
        #expect(asked == ["profile", "0", "99", "0", "99"])
        #expect(walk.coverage.texts == ["GB-01999990 complete"])
    }

    @Test func `one filing in and one out at the same time is seen by the overlap`() throws {
        let (walk, asked, _) = try follow { place in
            var history = HistoryFixture(count: 150)
            if place >= 3 {
                history.items.removeLast()
                history.items.insert(HistoryFixture.item("T151"), at: 0)
            }
            return history
        }
        #expect(asked == ["profile", "0", "99", "0", "99"])
        #expect(walk.coverage.texts == ["GB-01999990 complete"])
    }

    @Test func `a list that never holds still is read in part`() throws {
        let (walk, asked, ended) = try follow { place in HistoryFixture(count: 150 + place) }
        #expect(ended)
        #expect(asked == ["profile", "0", "99", "0", "99", "0", "99"])
        #expect(
            walk.coverage.texts == [
                "GB-01999990 partial: filings came in or went while it was read"
            ])
        #expect(walk.coverage.first?.repair == "companies-house --company 01999990")
        #expect(walk.completeListings == [])
    }

    @Test func `a row twice in the list is a row too few`() throws {
        let (walk, _, _) = try follow { _ in
            HistoryFixture([HistoryFixture.item("T1"), HistoryFixture.item("T1")])
        }
        #expect(walk.coverage.texts == ["GB-01999990 partial: 1 of 2 filings were found"])
    }

    @Test func `a refused row leaves the list incomplete`() throws {
        let (walk, asked, _) = try follow { _ in
            HistoryFixture([HistoryFixture.item("T1", [("date", "x")]), HistoryFixture.item("T2")])
        }
        #expect(asked == ["profile", "0"])
        #expect(walk.coverage.texts == ["GB-01999990 partial: 1 rows were refused"])
        #expect(walk.completeListings == [])
    }

    @Test(arguments: [
        (404, 1, "empty: the register has no such company", nil, 2),
        (401, 1, "unread: the key is not accepted (401)", "the key is not accepted (401)", 1),
        (429, 1, "unread: asked too often", "asked too often", 1),
        (503, 1, "unread: status 503", nil, 2),
        (404, 2, "empty: the register has no filing history of it", nil, 3),
        (500, 2, "unread: status 500", nil, 3),
    ])
    func `an answer without content ends the company, and some the whole run`(
        status: Int, place: Int, first: String, stop: String?, asked: Int
    ) throws {
        var walk = try CompaniesHouse().walk(
            .order(companies: [HistoryFixture.number, "SC000001"]), checkpoints: [:])
        var register = WalkedRegister(CompaniesHouse())
        let ended = register.follow(&walk) { request, number in
            number == place
                ? .status(status)
                : request.start == nil && number == 1
                    ? .json(HistoryFixture.profile) : .status(404)
        }
        #expect(ended)
        #expect(register.requests.count == asked)
        let second = stop.map { "unread: \($0)" } ?? "empty: the register has no such company"
        #expect(walk.coverage.texts == ["GB-01999990 \(first)", "GB-SC000001 \(second)"])
    }

    @Test func `a walk cut short says what it did not reach`() throws {
        var walk = try CompaniesHouse().walk(
            .order(companies: ["1", "2"]), checkpoints: [:])
        var register = WalkedRegister(CompaniesHouse())
        #expect(!register.follow(&walk, atMost: 1) { _, _ in .json(HistoryFixture.profile) })
        #expect(
            walk.coverage.texts == [
                "GB-00000001 unread: the run ended before it",
                "GB-00000002 unread: the run ended before it",
            ])
    }

    @Test(arguments: [
        (200, true, SourceAnswer.broken(reason: "an HTML page instead of JSON")),
        (304, false, .unchanged), (404, false, .neverWillBe), (416, false, .pastTheEnd),
        (429, false, .throttled), (401, false, .refused(reason: "the key is not accepted (401)")),
        (403, false, .refused(reason: "the key is not accepted (403)")),
        (400, false, .refused(reason: "status 400")), (502, true, .broken(reason: "status 502")),
        (200, false, .broken(reason: "an empty answer")),
    ])
    func `an answer is judged by its status and its content`(
        status: Int, isHTML: Bool, meaning: SourceAnswer
    ) {
        let request = SourceRequest(part: "p", url: "http://127.0.0.1/company/1")
        var answer = isHTML ? RawAnswer.page : RawAnswer(status: status)
        answer.status = status
        #expect(CompaniesHouse().meaning(of: answer, to: request) == meaning)
    }

    @Test func `an order that cannot be carried out is refused`() {
        let days = day("2024-01-01")...day("2024-01-02")
        let orders: [IngestOrder] = [
            .order(), .order(companies: ["12 34"]), .order(companies: ["1"], days: days),
        ]
        for order in orders {
            #expect(throws: OrderError.self) { try CompaniesHouse().walk(order, checkpoints: [:]) }
        }
    }
}

extension SourceRequest {
    /// The row from which a page of a filing history is asked for.
    fileprivate var start: Int? {
        url.contains("filing-history") ? Int(url.split(separator: "=").last ?? "") : nil
    }

    fileprivate var asked: String { start.map { String($0) } ?? "profile" }
}
