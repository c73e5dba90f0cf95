import EventStorage
import Filings
import Synchronization
import TestSupport
import Testing

@testable import Ingestion

/// A week of daily indexes from a server that has bad days; a cron job reads it twice.
@Suite struct BadDaysTests {
    private static func index(_ day: String, rows: Int) -> HTTPServerResponse {
        let digits = day.filter { $0 != "-" }
        var fixture = IndexFixture(
            (0..<rows).map { row in
                "1999990001|QUARRY LANE|8-K|\(digits)|"
                    + "edgar/data/1999990001/0001999990-20-\(digits.suffix(2))000\(row).txt"
            })
        fixture.lastDataReceived = day
        return .text(String(decoding: fixture.bytes, as: UTF8.self))
    }

    /// Monday: asked too often twice, then well. Tuesday: broken off twice, then well. Wednesday: a
    /// holiday. Thursday: an error page, for good. Friday: slow, in small chunks.
    private static func answer(
        _ request: HTTPServerRequest, before: [String], isMended: Bool
    ) -> HTTPServerResponse {
        let tries = before.count { $0 == request.path }
        if request.path.contains("20200106") {
            return tries < 2
                ? (tries == 0 ? .edgarThrottled : .unavailable) : index("2020-01-06", rows: 3)
        }
        if request.path.contains("20200107") {
            var response = index("2020-01-07", rows: 2)
            if tries < 2 { response.fault = .breakOff(after: 100 + 150 * tries) }
            return response
        }
        if request.path.contains("20200109") {
            if isMended { return index("2020-01-09", rows: 4) }
            return .text("<!DOCTYPE html><html><body>Maintenance</body></html>", type: "text/html")
        }
        if request.path.contains("20200110") {
            var response = index("2020-01-10", rows: 1)
            response.framing = .chunked(7)
            response.pace = .init(bytes: 64, milliseconds: 1)
            return response
        }
        return .edgarMissing
    }

    /// What the server was asked so far, and whether Thursday is mended.
    private final class Script: Sendable {
        private let state = Mutex((paths: [String](), isMended: false))

        func mend() { state.withLock { $0.isMended = true } }

        func answer(_ request: HTTPServerRequest) -> HTTPServerResponse {
            state.withLock { state in
                defer { state.paths.append(request.path) }
                return BadDaysTests.answer(
                    request, before: state.paths, isMended: state.isMended)
            }
        }
    }

    @Test func `a bad day is a gap with its repair, a holiday is none, and nothing is lost`()
        async throws
    {
        let script = Script()
        try await withFetcherScene({ script.answer($0) }) { scene, server in
            let log = MemoryLog()
            let run = IngestRun(.ticking(into: log), command: "edgar-index --since 2020-01-06")
            // 2020-01-13T12:00:00Z, a Monday.
            var order = IngestOrder(now: Instant(microsecondsSinceEpoch: 1_578_916_800_000_000))
            order.days = day("2020-01-06")...day("2020-01-10")
            order.server = server.url
            let first = try await run.walk(EdgarIndex(), for: order, by: scene.fetcher())
            #expect(first.outcome == .partial)
            #expect(first.report.appendedByType == ["filing.listed": 6])
            #expect(first.troubles.count == 1, "\(first.troubles)")
            #expect(
                first.report.coverage.map(\.state) == [
                    .complete, .complete, .empty, .unread, .complete,
                ])
            #expect(first.report.coverage[3].repair == "edgar-index --day 2020-01-09")
            #expect(!scene.pauses.isEmpty)
            script.mend()
            let second = try await run.walk(EdgarIndex(), for: order, by: scene.fetcher())
            #expect(second.outcome == .complete)
            #expect(second.troubles == [])
            #expect(second.report.appendedByType == ["filing.listed": 4])
            let third = try await run.walk(EdgarIndex(), for: order, by: scene.fetcher())
            #expect(third.report.appendedByType == [:])
            // Every run is in the log, the one without news as well.
            let runs = await log.streams[StreamName(stored: "register-edgar-index")] ?? []
            #expect(runs.map(\.event.type) == Array(repeating: "run.finished", count: 3))
            guard case .runFinished(let told) = runs[0].event else { return }
            #expect(told.outcome == .partial)
            #expect(told.counts.appended == 6)
            #expect(told.documents.count == 5)
            #expect(
                told.documents.map(\.answer).filter { $0 != "content" } == [
                    "never will be", "broken",
                ])
            #expect(
                told.documents.filter { $0.answer == "content" }.allSatisfy { $0.sha256 != nil })
        }
    }
}
