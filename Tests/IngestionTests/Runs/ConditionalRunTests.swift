import EventStorage
import Filings
import Synchronization
import TestSupport
import Testing

@testable import Ingestion

/// Quarters are asked for on condition, from the second run on.
@Suite struct ConditionalRunTests {
    private static let text: String = {
        var fixture = IndexFixture.quarter()
        fixture.lastDataReceived = "March 31, 2020"
        return String(decoding: fixture.bytes, as: UTF8.self)
    }()

    private static func order(_ server: HTTPServer) throws -> IngestOrder {
        // 2020-07-01T12:00:00Z
        var order = IngestOrder(now: Instant(microsecondsSinceEpoch: 1_593_604_800_000_000))
        order.quarters = [try #require(YearQuarter("2020-Q1"))]
        order.server = server.url
        return order
    }

    @Test func `what is unchanged is not sent again, run after run, unless asked for`() async throws
    {
        try await withFetcherScene({ .document(Self.text, entityTag: "\"a\"", to: $0) }) {
            scene, server in
            let log = MemoryLog()
            var answers: [[String]] = []
            for again in [false, false, false, true] {
                var options = Ingester<MemoryLog>.Options()
                options.again = again
                let run = IngestRun(.ticking(into: log, options: options), command: "test")
                let ending = try await run.walk(
                    EdgarIndex(), for: Self.order(server), by: scene.fetcher())
                #expect(ending.outcome == .complete)
                answers.append(ending.report.history.map(\.answer))
            }
            #expect(answers == [["content"], ["unchanged"], ["unchanged"], ["content"]])
            #expect(
                server.requests.map { $0.headers["if-none-match"] }
                    == [nil, "\"a\"", "\"a\"", nil])
        }
    }

    @Test func `a run that is stopped is recorded, and says what is missing`() async throws {
        let stop = RunStop()
        try await withFetcherScene({ _ in
            stop.want()
            return .text(Self.text)
        }) { scene, server in
            let log = MemoryLog()
            let run = IngestRun(.ticking(into: log), command: "test", stop: stop)
            var order = try Self.order(server)
            order.quarters.append(try #require(YearQuarter("2019-Q4")))
            let ending = try await run.walk(EdgarIndex(), for: order, by: scene.fetcher())
            #expect(ending.report.isCutShort)
            #expect(ending.outcome != .complete)
            #expect(ending.report.coverage.contains { $0.state == .unread })
            #expect(server.requests.count == 1)
            #expect(await log.all.contains { $0.event.type == "run.finished" })
        }
    }
}
