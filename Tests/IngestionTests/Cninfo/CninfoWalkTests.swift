import CanonicalJSON
import Filings
import Ingestion
import Testing

struct CninfoWalkTests {
    private typealias Fixture = CninfoFixture

    private func follow(
        _ order: IngestOrder, atMost most: Int = 400, answer: (SourceRequest, Int) -> RawAnswer
    ) throws -> (walk: any SourceWalk, requests: [SourceRequest], ended: Bool) {
        var walk = try Cninfo().walk(order, checkpoints: [:])
        var register = WalkedRegister(Cninfo())
        let ended = register.follow(&walk, atMost: most, answer: answer)
        return (walk, register.requests, ended)
    }

    /// The page that is asked for, of so many announcements.
    private func page(_ request: SourceRequest, of ids: [Int]) -> RawAnswer {
        let start = ((Int(request.value("pageNum")) ?? 1) - 1) * 30
        let rows = start < ids.count ? ids[start...].prefix(30).map { Fixture.record($0) } : []
        return .json(Fixture.answer(rows.isEmpty ? nil : rows, total: ids.count))
    }

    private static let directory: JSONValue = [
        "stockList": [["code": "600999", "orgId": "gssh0600999"]]
    ]

    @Test func `a day of the market is asked for as the site itself asks`() throws {
        let days = day("2026-08-05")...day("2026-08-05")
        let (walk, requests, ended) = try follow(.order(days: days)) { request, _ in
            page(request, of: Array(1...61))
        }
        #expect(ended)
        let request = try #require(requests.first)
        #expect(request.url == "http://www.cninfo.com.cn/new/hisAnnouncement/query")
        #expect(request.part == "market/2026-08-05/1")
        #expect(request.value("seDate") == "2026-08-05~2026-08-05")
        #expect(request.value("column") == "szse")
        #expect(request.value("tabName") == "fulltext")
        #expect(request.value("pageSize") == "30")
        #expect(request.value("stock") == "")
        #expect(request.value("isHLtitle") == "false")
        #expect(requests.map { $0.value("pageNum") } == ["1", "2", "3"])
        #expect(walk.coverage.texts == ["2026-08-05 complete"])
    }

    @Test func `each day is known by itself, an empty Sunday too`() throws {
        let days = day("2026-08-01")...day("2026-08-06")
        let (walk, requests, _) = try follow(.order(days: days)) { request, _ in
            let isEmpty = request.value("seDate").hasPrefix("2026-08-02")
            return page(request, of: isEmpty ? [] : [1])
        }
        #expect(requests.count == 6)
        #expect(
            walk.coverage.texts == [
                "2026-08-01 complete", "2026-08-02 empty", "2026-08-03 complete",
                "2026-08-04 complete", "2026-08-05 complete",
                "2026-08-06 pending: the day was not over",
            ])
        #expect(walk.coverage.last?.repair == "cninfo --day 2026-08-06")
    }

    @Test func `rows that shift out of the pages are found by walking them again`() throws {
        let days = day("2026-08-05")...day("2026-08-05")
        let (walk, requests, _) = try follow(.order(days: days)) { request, place in
            // While the first page was read, a row moved from the second page to the first.
            var ids = Array(1...35)
            if place == 1 { ids.swapAt(0, 34) }
            return page(request, of: ids)
        }
        #expect(requests.map { $0.value("pageNum") } == ["1", "2", "1", "2"])
        #expect(walk.coverage.texts == ["2026-08-05 complete"])
    }

    @Test func `rows that are never found leave the day in part`() throws {
        let days = day("2026-08-05")...day("2026-08-05")
        let (walk, requests, ended) = try follow(.order(days: days)) { _, _ in
            .json(Fixture.answer([Fixture.record(1)], total: 2))
        }
        #expect(ended)
        #expect(requests.count == 3)
        #expect(
            walk.coverage.texts == ["2026-08-05 partial: 1 of 2 announcements were found"])
        #expect(walk.coverage.first?.repair == "cninfo --day 2026-08-05")
    }

    @Test func `a share is found in the directory, and read whole`() throws {
        let (walk, requests, ended) = try follow(.order(companies: ["600999"])) { request, _ in
            request.form == nil ? .json(Self.directory) : page(request, of: [1, 2])
        }
        #expect(ended)
        #expect(requests.map(\.part) == ["szse_stock", "CN-600999/all/1"])
        #expect(requests.first?.url == "http://www.cninfo.com.cn/new/data/szse_stock.json")
        #expect(requests.last?.value("stock") == "600999,gssh0600999")
        #expect(requests.last?.value("seDate") == "1998-01-01~2026-08-20")
        #expect(walk.coverage.texts == ["CN-600999 complete"])
    }

    @Test(arguments: ["600999,gssh0600999", "600999:gssh0600999", "600999/gssh0600999"])
    func `a share that is named whole needs no directory`(text: String) throws {
        let (walk, requests, _) = try follow(.order(companies: [text])) { request, _ in
            page(request, of: [])
        }
        #expect(requests.map { $0.value("stock") } == ["600999,gssh0600999"])
        #expect(walk.coverage.texts == ["CN-600999 empty"])
    }

    @Test func `a list that is too long is split by days until none is`() throws {
        let days = day("2026-07-01")...day("2026-07-05")
        let order = IngestOrder.order(companies: ["600999:gssh0600999"], days: days)
        let (walk, requests, ended) = try follow(order) { request, _ in
            let dates = request.value("seDate").split(separator: "~").map { day(String($0)) }
            let first = dates[0].daysSinceEpoch
            let count = dates[1].daysSinceEpoch - first + 1
            // 1,600 a day: two days are too many.
            return page(request, of: Array((first * 10_000)..<(first * 10_000 + count * 1_600)))
        }
        #expect(ended)
        let spans = requests.filter { $0.value("pageNum") == "1" }.map { $0.value("seDate") }
        #expect(
            spans == [
                "2026-07-01~2026-07-05", "2026-07-01~2026-07-03", "2026-07-01~2026-07-02",
                "2026-07-01~2026-07-01", "2026-07-02~2026-07-02", "2026-07-03~2026-07-03",
                "2026-07-04~2026-07-05", "2026-07-04~2026-07-04", "2026-07-05~2026-07-05",
            ])
        #expect(requests.count == 4 + 5 * 54)
        #expect(walk.coverage.texts == ["CN-600999 complete"])
    }

    @Test func `a day that is too long is read all the same`() throws {
        let days = day("2026-04-30")...day("2026-04-30")
        let (walk, requests, ended) = try follow(.order(days: days)) { request, _ in
            page(request, of: Array(1...3_100))
        }
        #expect(ended)
        #expect(requests.count == 104)
        #expect(walk.coverage.texts == ["2026-04-30 complete"])
    }

    @Test func `a code that the directory lacks is a gap, the others are read`() throws {
        let order = IngestOrder.order(companies: ["301999", "600999"])
        let (walk, requests, _) = try follow(order) { request, _ in
            request.form == nil ? .json(Self.directory) : page(request, of: [1])
        }
        #expect(requests.count == 2)
        #expect(
            walk.coverage.texts == [
                "CN-301999 unread: the directory has no 301999; name its orgId: 301999:ORGID",
                "CN-600999 complete",
            ])
        #expect(walk.coverage.first?.repair == "cninfo --company 301999")
    }

    @Test func `without the directory no share is read that needs it`() throws {
        let (walk, requests, _) = try follow(.order(companies: ["600999"])) { _, _ in .status(500) }
        #expect(requests.count == 1)
        #expect(walk.coverage.texts == ["CN-600999 unread: the directory could not be read"])
    }

    @Test(arguments: [
        (RawAnswer.status(429), "unread: asked too often", "unread: asked too often", 1),
        (.status(403), "unread: asked too often", "unread: asked too often", 1),
        (.status(502), "unread: status 502", "complete", 2),
        (.page, "unread: an HTML page instead of JSON", "complete", 2),
        (.status(400), "unread: status 400", "unread: status 400", 1),
        (.json(["cik": 1]), "partial: ", "complete", 2),
    ])
    func `an answer without announcements is a gap, and some end the run`(
        answer: RawAnswer, first: String, second: String, asked: Int
    ) throws {
        let days = day("2026-08-04")...day("2026-08-05")
        let (walk, requests, _) = try follow(.order(days: days)) { request, place in
            place == 1 ? answer : page(request, of: [1])
        }
        #expect(requests.count == asked)
        #expect(walk.coverage.first?.repair == "cninfo --day 2026-08-04")
        let texts = walk.coverage.texts
        #expect(texts.first?.hasPrefix("2026-08-04 \(first)") == true)
        #expect(texts.last == "2026-08-05 \(second)")
    }

    @Test func `a walk cut short says what it did not reach`() throws {
        let order = IngestOrder.order(companies: ["600999:gssh0600999"])
        let (walk, _, ended) = try follow(order, atMost: 1) { request, _ in
            page(request, of: Array(1...40))
        }
        #expect(!ended)
        #expect(walk.coverage.texts == ["CN-600999 unread: the run ended before it"])
        #expect(walk.coverage.first?.repair == "cninfo --company 600999:gssh0600999")
    }

    @Test func `an order that cannot be carried out is refused`() {
        for order in [IngestOrder.order(), .order(companies: ["六零零"]), .order(companies: ["1:"])] {
            #expect(throws: OrderError.self) { try Cninfo().walk(order, checkpoints: [:]) }
        }
    }
}

extension SourceRequest {
    /// A field of the form, blank when there is none.
    fileprivate func value(_ name: String) -> String {
        form?.first { $0.name == name }?.value ?? ""
    }
}
