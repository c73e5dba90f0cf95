import Filings
import Ingestion
import Testing

struct EdgarLatestWalkTests {
    private static let cases = [
        LatestWalkCase(
            testDescription: "the first walk goes to the end",
            answers: [.entries([50, 40]), .entries([30, 20]), .end], starts: [0, 100, 200],
            coverage: ["getcurrent complete"], newest: 50),
        LatestWalkCase(
            testDescription: "known and older, and one page more",
            before: [50, 40, 30, 20], last: 50,
            answers: [.entries([70, 60]), .entries([50, 40]), .entries([30, 20]), .end],
            starts: [0, 100, 200], coverage: ["getcurrent complete"], newest: 70),
        LatestWalkCase(
            testDescription: "nothing new takes two pages", before: [50, 40, 30, 20], last: 50,
            answers: [.entries([50, 40]), .entries([30, 20]), .end], starts: [0, 100],
            coverage: ["getcurrent complete"], newest: 50),
        LatestWalkCase(
            testDescription: "known from another source, but not older",
            before: [65, 50, 40, 30], last: 50,
            answers: [
                .entries([70, 65]), .entries([60, 55]), .entries([50, 40]), .entries([30]),
            ],
            starts: [0, 100, 200, 300], coverage: ["getcurrent complete"], newest: 70),
        LatestWalkCase(
            testDescription: "the same second as the last walk's newest is not older",
            before: [50, 40, 30], last: 50,
            answers: [.entries([70, 50]), .entries([50, 40]), .entries([30]), .end],
            starts: [0, 100, 200], coverage: ["getcurrent complete"], newest: 70),
        LatestWalkCase(
            testDescription: "older but unknown: a log that lost its memory", last: 50,
            answers: [.entries([70, 60]), .entries([45, 40]), .entries([30, 20]), .end],
            starts: [0, 100, 200, 300], coverage: ["getcurrent complete"], newest: 70),
        LatestWalkCase(
            testDescription: "repeats within the walk are not known before it", last: 50,
            answers: [.entries([70, 60]), .entries([60, 45]), .entries([45, 40]), .end],
            starts: [0, 100, 200, 300], coverage: ["getcurrent complete"], newest: 70),
        LatestWalkCase(
            testDescription: "a repeat beside a known entry does not hide it",
            before: [45], last: 50,
            answers: [.entries([70, 60]), .entries([60, 45]), .entries([40]), .end],
            starts: [0, 100, 200], coverage: ["getcurrent complete"], newest: 70),
        LatestWalkCase(
            testDescription: "the window ends too early", before: [10], last: 10,
            answers: [.entries([70, 60]), .entries([50, 40]), .end], starts: [0, 100, 200],
            coverage: ["getcurrent complete", "2025-12-12 partial"], newest: 70),
        LatestWalkCase(
            testDescription: "an empty page is the window's end too", before: [10], last: 10,
            answers: [.entries([70, 60]), .entries([])], starts: [0, 100],
            coverage: ["getcurrent complete", "2025-12-12 partial"], newest: 70),
        LatestWalkCase(
            testDescription: "trouble in the middle leaves the mark", before: [10], last: 10,
            answers: [.entries([70, 60]), .broken, .end], starts: [0, 100],
            coverage: ["getcurrent partial"], newest: 10),
        LatestWalkCase(
            testDescription: "trouble at once", before: [10], last: 10, answers: [.broken, .end],
            starts: [0], coverage: ["getcurrent unread"], newest: 10),
        LatestWalkCase(
            testDescription: "trouble on the page of overlap does no harm", before: [50, 40],
            last: 50, answers: [.entries([60, 40]), .broken], starts: [0, 100],
            coverage: ["getcurrent complete"], newest: 60),
        LatestWalkCase(
            testDescription: "the page of overlap is behind the end", before: [50, 40], last: 50,
            answers: [.entries([60, 40]), .end], starts: [0, 100],
            coverage: ["getcurrent complete"], newest: 60),
        LatestWalkCase(
            testDescription: "a page that cannot be taken does not stop it",
            before: [50, 40, 30], last: 50,
            answers: [.entries([70, 60]), .malformed, .entries([50, 40]), .entries([30])],
            starts: [0, 100, 200, 300], coverage: ["getcurrent partial"], newest: 50),
        LatestWalkCase(
            testDescription: "an unchanged feed", before: [50], last: 50, answers: [.unchanged],
            starts: [0], coverage: ["getcurrent complete"], newest: 50),
        LatestWalkCase(
            testDescription: "an empty feed", before: [50], last: 50, answers: [.entries([])],
            starts: [0], coverage: ["getcurrent unread"], newest: 50),
        LatestWalkCase(
            testDescription: "cut short from outside", before: [10], last: 10,
            answers: [.entries([70, 60])], starts: [0], coverage: ["getcurrent partial"],
            newest: 10),
        LatestWalkCase(
            testDescription: "nothing asked", last: 10, answers: [], starts: [],
            coverage: ["getcurrent unread"], newest: 10),
    ]

    @Test(arguments: cases)
    func `a walk stops where it has seen everything`(example: LatestWalkCase) throws {
        let outcome = try example.outcome()
        #expect(outcome.starts == example.starts)
        #expect(outcome.coverage.map { "\($0.unit) \($0.state.rawValue)" } == example.coverage)
        #expect(outcome.newest == example.newest.flatMap { LatestWalkCase.instant($0)?.text })
        for coverage in outcome.coverage {
            #expect(coverage.isGap == (coverage.repair != nil))
            #expect(!coverage.isGap || coverage.reason != nil)
        }
    }

    @Test func `the first walk says from when on it knows, a gap how to repair it`() throws {
        let first = LatestWalkCase(
            testDescription: "", answers: [.entries([50]), .end], starts: [], coverage: [],
            newest: nil)
        #expect(
            try first.outcome().coverage.map(\.reason) == [
                "accepted from 2025-12-12T20:50:00.000000Z to 2025-12-12T20:50:00.000000Z; "
                    + "what was accepted before is for the index"
            ])
        let full = LatestWalkCase(
            testDescription: "", last: -1440 * 3, answers: [.entries([50]), .end], starts: [],
            coverage: [], newest: nil)
        #expect(
            try full.outcome().coverage.compactMap(\.repair) == [
                "edgar-index --day 2025-12-09", "edgar-index --day 2025-12-10",
                "edgar-index --day 2025-12-11", "edgar-index --day 2025-12-12",
            ])
    }

    @Test func `a feed without end is given up`() throws {
        var walk = try EdgarLatest().walk(
            IngestOrder(now: Instant(microsecondsSinceEpoch: 0)), checkpoints: [:])
        let reading = try LatestFixture([LatestFixture.Entry()]).reading()
        var requests = 0
        while let request = walk.next() {
            requests += 1
            walk.take(WalkedPage(request: request, answer: .content, reading: reading))
            if requests > 1000 { break }
        }
        #expect(requests == 201)
        #expect(walk.coverage.map(\.state) == [.partial])
        #expect(walk.state(of: "getcurrent") == [:])
    }

    @Test(
        arguments: [
            (0, 503, true, SourceAnswer.broken(reason: "status 503")),
            (4900, 503, true, .broken(reason: "status 503")),
            (5000, 503, true, .pastTheEnd),
            (5100, 503, true, .pastTheEnd),
            (5100, 503, false, .broken(reason: "status 503")),
            (5100, 500, true, .broken(reason: "status 500")),
            (0, 200, true, .broken(reason: "an HTML page")),
            (0, 200, false, .content),
            (0, 403, true, .throttled),
            (5100, 403, true, .throttled),
            (0, 429, true, .throttled),
        ] as [(Int, Int, Bool, SourceAnswer)])
    func `an answer means what its place in the feed says`(
        start: Int, status: Int, isHTML: Bool, meaning: SourceAnswer
    ) {
        let body = isHTML ? "<!DOCTYPE html><html>" : "<feed/>"
        let answer = RawAnswer(status: status, body: Array(body.utf8))
        let request = SourceRequest(
            part: "getcurrent",
            url: "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&start=\(start)&count=1"
        )
        #expect(EdgarLatest().meaning(of: answer, to: request) == meaning)
    }

    @Test func `requests name the page, on another server too`() throws {
        var order = IngestOrder(now: Instant(microsecondsSinceEpoch: 0))
        var walk = try EdgarLatest().walk(order, checkpoints: [:])
        let next = walk.next()
        let request = try #require(next)
        #expect(
            request.url
                == "https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent&type=&owner=include"
                + "&start=0&count=100&output=atom")
        #expect(request.documentName == "getcurrent-start-0000.atom")
        #expect(request.part == "getcurrent")
        #expect(EdgarLatest().reads(fileNamed: request.documentName))
        order.server = "http://127.0.0.1:8080"
        var mirrored = try EdgarLatest().walk(order, checkpoints: [:])
        #expect(
            mirrored.next()?.url.hasPrefix("http://127.0.0.1:8080/cgi-bin/browse-edgar?") == true)
        order.companies = ["320193"]
        #expect(throws: OrderError.self) { try EdgarLatest().walk(order, checkpoints: [:]) }
    }
}
