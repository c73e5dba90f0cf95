import EventStorage
import Filings
import Ingestion
import Testing

struct IndexWalkTests {
    private func order(_ first: String? = nil, _ last: String? = nil) throws -> IngestOrder {
        // 22:30 in New York, the next day already in UTC.
        var order = IngestOrder(now: try #require(Instant("2020-01-08T03:30:00Z")))
        if let first {
            let first = try #require(CivilDay(first))
            order.days = first...(try last.map { try #require(CivilDay($0)) } ?? first)
        }
        return order
    }

    private func plan(
        _ order: IngestOrder, _ checkpoints: [String: SourceCheckpoint] = [:]
    ) throws -> any SourceWalk { try EdgarIndex().walk(order, checkpoints: checkpoints) }

    private func requests(_ walk: any SourceWalk) -> [SourceRequest] {
        var walk = walk
        var requests: [SourceRequest] = []
        while let request = walk.next() { requests.append(request) }
        return requests
    }

    @Test func `weekdays up to today are asked for, the oldest first`() throws {
        let walk = try plan(order("2020-01-02", "2020-01-09"))
        let requests = requests(walk)
        #expect(
            requests.map(\.part) == [
                "2020-01-02/master", "2020-01-03/master", "2020-01-06/master", "2020-01-07/master",
            ])
        #expect(
            requests.first?.url
                == "https://www.sec.gov/Archives/edgar/daily-index/2020/QTR1/master.20200102.idx")
        #expect(requests.first?.documentName == "master.20200102.idx")
        #expect(
            requests.map(\.absence) == [.neverWillBe, .neverWillBe, .notThereYet, .notThereYet])
        #expect(requests.allSatisfy { !$0.isConditional })
        let states = walk.coverage.map { "\($0.unit) \($0.state.rawValue)" }
        #expect(
            states == [
                "2020-01-02 unread", "2020-01-03 unread", "2020-01-04 empty", "2020-01-05 empty",
                "2020-01-06 unread", "2020-01-07 unread", "2020-01-08 pending",
                "2020-01-09 pending",
            ])
    }

    @Test func `quarters are asked for on condition, each once`() throws {
        var order = try order()
        order.quarters = ["2020-Q1", "2019-Q4", "2020Q1", "2020-QTR2"].compactMap {
            YearQuarter($0)
        }
        order.variant = "form"
        order.server = "http://127.0.0.1:8080/"
        let walk = try plan(order)
        let requests = requests(walk)
        #expect(requests.map(\.part) == ["2019-Q4/form", "2020-Q1/form"])
        #expect(
            requests.map(\.url) == [
                "http://127.0.0.1:8080/Archives/edgar/full-index/2019/QTR4/form.gz",
                "http://127.0.0.1:8080/Archives/edgar/full-index/2020/QTR1/form.gz",
            ])
        #expect(requests.map(\.documentName) == ["form.2019QTR4.gz", "form.2020QTR1.gz"])
        #expect(requests.allSatisfy { $0.isConditional })
        #expect(
            requests.map(\.absence) == [
                .refused(reason: "no index of a quarter that is over"), .notThereYet,
            ])
        #expect(walk.coverage.map(\.state) == [.unread, .unread, .pending])
        #expect(walk.coverage.last?.repair == "edgar-index --quarter 2020-Q2")
    }

    private static let repair = "edgar-index --day 2020-01-06"
    static let answers: [(SourceAnswer, RunCoverage.State, String?)] = [
        (.neverWillBe, .empty, "no index: a holiday"),
        (.notThereYet, .pending, "not published yet"), (.throttled, .unread, "throttled"),
        (.broken(reason: "status 503"), .unread, "status 503"),
        (.refused(reason: "status 400"), .unread, "status 400"),
        (.unchanged, .complete, nil),
        (.content, .partial, "the document is not of 2020-01-06"),
    ]

    @Test(arguments: answers)
    func `an answer without content says what is known of the day`(
        answer: SourceAnswer, state: RunCoverage.State, reason: String?
    ) throws {
        var walk = try plan(order("2020-01-06"))
        let next = walk.next()
        let request = try #require(next)
        walk.take(WalkedPage(request: request, answer: answer))
        let gap = state == .complete || state == .empty ? nil : Self.repair
        let coverage = RunCoverage(unit: "2020-01-06", state: state, reason: reason, repair: gap)
        #expect(walk.coverage == [coverage])
        let further = walk.next()
        #expect(further == nil)
        #expect(walk.state(of: "2020-01-06/master") == ["coverage": state.rawValue])
        #expect(walk.state(of: "other") == [:])
    }

    @Test func `a document says itself how complete it is`() throws {
        var walk = try plan(order("2020-01-02", "2020-01-03"))
        for (fixture, name) in [
            (IndexFixture(["bad"]), "master.20200102.idx"), (IndexFixture(), "master.20200103.idx"),
        ] {
            let reading = try EdgarIndex().read(fixture.document(name))
            let next = walk.next()
            let request = try #require(next)
            walk.take(WalkedPage(request: request, answer: .content, reading: reading))
        }
        #expect(walk.coverage.map(\.state) == [.partial, .complete])
        #expect(walk.coverage.map(\.repair) == ["edgar-index --day 2020-01-02", nil])
    }

    @Test func `a document that cannot be taken leaves the day unread`() throws {
        var walk = try plan(order("2020-01-06"))
        let next = walk.next()
        var page = WalkedPage(request: try #require(next), answer: .content)
        page.failure = .malformed(document: "master.20200106.idx", reason: "broken")
        walk.take(page)
        #expect(
            walk.coverage == [
                RunCoverage(
                    unit: "2020-01-06", state: .unread, reason: "master.20200106.idx: broken",
                    repair: Self.repair)
            ])
    }

    @Test(arguments: ["pending", "complete", "partial", nil])
    func `an unchanged quarter is as complete as it was`(before: String?) throws {
        var order = try order()
        order.quarters = [YearQuarter(of: try #require(CivilDay("2020-01-01")))]
        var checkpoint = SourceCheckpoint(
            source: "edgar-index", part: "2020-Q1/master", readAt: order.now)
        checkpoint.state["coverage"] = before
        var walk = try plan(order, [checkpoint.part: checkpoint])
        let next = walk.next()
        walk.take(WalkedPage(request: try #require(next), answer: .unchanged))
        #expect(walk.coverage.map(\.state.rawValue) == [before ?? "complete"])
        #expect(walk.coverage.map(\.isGap) == [before != "complete" && before != nil])
    }

    @Test func `an order that says too little or too much is not carried out`() throws {
        #expect(throws: OrderError.self) { try plan(order()) }
        #expect(throws: OrderError.self) { try plan(order("1992-12-31", "2020-01-03")) }
        #expect(throws: OrderError.self) { try plan(order("2020-01-03", "9999-01-03")) }
        for change: (inout IngestOrder) -> Void in [
            { $0.variant = "crawler" }, { $0.isBulk = true }, { $0.isLive = true },
        ] {
            var order = try order("2020-01-03")
            change(&order)
            let changed = order
            #expect(throws: OrderError.self) { try plan(changed) }
        }
    }
}
