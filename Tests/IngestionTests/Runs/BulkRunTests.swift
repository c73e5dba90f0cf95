import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Ingestion

/// All filers' files in one over the network: through a file that is gone afterwards.
@Suite struct BulkRunTests {
    private static var other: SubmissionsFixture {
        var other = SubmissionsFixture([.init(accession: "0000000042-24-000001")])
        other.cik = "42"
        other.tickers = []
        other.exchanges = []
        return other
    }

    /// The archive of two filers, as a register serves it.
    private static func archive() throws -> [UInt8] {
        let zip = try StoredZip([
            ("CIK1999990001.json", SubmissionsFixture().document().bytes),
            ("CIK0000000042.json", Self.other.document().bytes),
        ])
        return Array(try Data(contentsOf: URL(fileURLWithPath: zip.path)))
    }

    private static func served(
        _ body: [UInt8], type: String = "application/zip", to request: HTTPServerRequest
    ) -> HTTPServerResponse {
        let headers = [(name: "ETag", value: "\"1\""), ("Content-Type", type)]
        if request.headers["if-none-match"] == "\"1\"" {
            return HTTPServerResponse(status: 304, headers: headers)
        }
        return HTTPServerResponse(headers: headers, body: body)
    }

    private static func order(_ server: HTTPServer) -> IngestOrder {
        var order = IngestOrder.order()
        order.isBulk = true
        order.server = server.url
        return order
    }

    private static let path = "/Archives/edgar/daily-index/bulkdata/submissions.zip"

    /// Runs the body with a scene whose temporary files have a folder of their own, which is to be
    /// empty afterwards.
    private func withBulkScene(
        _ handler: @escaping HTTPServer.Handler,
        body: (FetcherScene, IngestOrder, [String: String]) async throws -> Void
    ) async throws {
        try await withFetcherScene(handler) { scene, server in
            let folder = scene.folder + "/temporary"
            _ = try shell("mkdir '\(folder)'")
            try await body(scene, Self.order(server), ["TMPDIR": folder])
            #expect(server.requests.allSatisfy { $0.path == Self.path })
            #expect(try shell("ls -A '\(folder)'") == "")
        }
    }

    @Test(arguments: ["application/zip", "application/octet-stream"])
    func `all filers come in, and nothing when the archive is unchanged`(type: String)
        async throws
    {
        let archive = try Self.archive()
        try await withBulkScene {
            Self.served(archive, type: type, to: $0)
        } body: {
            scene, order, keys in
            let log = MemoryLog()
            let run = IngestRun(.ticking(into: log), command: "edgar-submissions --bulk")
            let first = try await run.walk(
                EdgarSubmissions(), for: order, by: scene.fetcher(keys: keys))
            #expect(first.outcome == .complete, "\(first.troubles) \(first.report.failures)")
            #expect(first.report.appendedByType["filing.listed"] == 2)
            #expect(first.report.coverage.texts == ["submissions.zip complete: 2 members"])
            #expect(first.report.history.map(\.sizeBytes) == [Int64(archive.count)])
            #expect(await log.checkpoints["edgar-submissions"]?["submissions.zip"] != nil)
            let second = try await run.walk(
                EdgarSubmissions(), for: order, by: scene.fetcher(keys: keys))
            #expect(second.outcome == .complete)
            #expect(second.report.history.map(\.answer) == ["unchanged"])
            #expect(second.report.history.map(\.status) == [304])
            #expect(second.report.coverage.texts == ["submissions.zip complete"])
            #expect(second.report.appendedByType == [:])
        }
    }

    @Test func `an archive that breaks off is asked for again`() async throws {
        let archive = try Self.archive()
        try await withBulkScene { request in
            let whole = Self.served(archive, to: request)
            return request.number < 2 ? whole.failing(.breakOff(after: 500)) : whole
        } body: { scene, order, keys in
            let run = IngestRun(.ticking(into: MemoryLog()), command: "edgar-submissions --bulk")
            let ending = try await run.walk(
                EdgarSubmissions(), for: order, by: scene.fetcher(keys: keys))
            #expect(ending.outcome == .complete)
            #expect(scene.pauses.count == 2)
            #expect(ending.report.appendedByType["filing.listed"] == 2)
        }
    }

    static let failures: [(HTTPServerResponse, String)] = [
        (.text("<!DOCTYPE html><html></html>", type: "text/html"), "broken: an HTML page"),
        (.text("<?xml version=\"1.0\"?><Error/>", type: "application/xml"), "broken: no zip file"),
        (HTTPServerResponse(), "broken: an empty answer"),
        (.edgarMissing, "refused: no file for everybody is there"),
        (.edgarThrottled, "throttled"),
        (.text("PK\u{3}\u{4} and nothing more"), "submissions.zip: "),
    ]

    @Test(arguments: failures)
    func `what is no archive is a gap with its repair`(
        response: HTTPServerResponse, reason: String
    ) async throws {
        try await withBulkScene({ _ in response }) { scene, order, keys in
            let run = IngestRun(.ticking(into: MemoryLog()), command: "edgar-submissions --bulk")
            let ending = try await run.walk(
                EdgarSubmissions(), for: order, by: scene.fetcher(keys: keys))
            #expect(ending.outcome == .failed)
            #expect(ending.report.appendedByType == [:])
            let unit = try #require(ending.report.coverage.first)
            #expect(ending.report.coverage.count == 1)
            #expect(unit.state == .unread)
            #expect(unit.reason?.hasPrefix(reason) == true, "\(unit)")
            #expect(unit.repair == "edgar-submissions --bulk")
        }
    }

    @Test func `an archive that breaks off for good leaves what was known`() async throws {
        let archive = try Self.archive()
        let isIll = Atomic<Bool>(false)
        try await withBulkScene { request in
            isIll.load(ordering: .acquiring)
                ? HTTPServerResponse(body: archive).failing(.breakOff(after: 500))
                : Self.served(archive, to: request)
        } body: { scene, order, keys in
            let log = MemoryLog()
            let run = IngestRun(.ticking(into: log), command: "edgar-submissions --bulk")
            for (ill, state) in [
                (false, "complete: 2 members"), (true, "unread"), (false, "complete"),
            ] {
                isIll.store(ill, ordering: .releasing)
                let ending = try await run.walk(
                    EdgarSubmissions(), for: order, by: scene.fetcher(keys: keys))
                let text = try #require(ending.report.coverage.texts.first)
                #expect(text.hasPrefix("submissions.zip \(state)"))
            }
        }
    }

    @Test func `a kept archive is read again without the network`() async throws {
        let archive = try Self.archive()
        try await withBulkScene {
            Self.served(archive, to: $0)
        } body: { scene, order, keys in
            let command = "edgar-submissions --bulk"
            let run = IngestRun(.ticking(into: MemoryLog()), command: command)
            let first = try await run.walk(
                EdgarSubmissions(), for: order, by: scene.fetcher(keeping: true, keys: keys))
            let kept = IngestRun(.ticking(into: MemoryLog()), command: command)
            for _ in 0..<2 {
                let again = try await kept.walk(
                    EdgarSubmissions(), for: order, by: try scene.replay())
                #expect(again.outcome == .complete)
                #expect(again.report.history.map(\.sha256) == first.report.history.map(\.sha256))
            }
            let sha256 = try #require(first.report.history.first?.sha256)
            let body = "\(scene.folder)/kept/\(sha256.prefix(2))/\(sha256)"
            #expect(FileManager.default.contents(atPath: body).map { Array($0) } == archive)
            _ = try shell("printf x | dd of='\(body)' bs=1 seek=40 conv=notrunc 2>/dev/null")
            let damaged = IngestRun(.ticking(into: MemoryLog()), command: command)
            let ending = try await damaged.walk(
                EdgarSubmissions(), for: order, by: try scene.replay())
            #expect(ending.outcome == .failed)
            #expect(ending.troubles.first?.contains("not those that were kept") == true)
        }
    }

    @Test func `no place for the archive is an answer`() async throws {
        try await withFetcherScene { scene, server in
            let run = IngestRun(.ticking(into: MemoryLog()), command: "edgar-submissions --bulk")
            let folder = scene.folder + "/none"
            let ending = try await run.walk(
                EdgarSubmissions(), for: Self.order(server),
                by: scene.fetcher(keys: ["TMPDIR": folder]))
            #expect(ending.outcome == .failed)
            #expect(ending.troubles.first?.contains(folder) == true, "\(ending.troubles)")
            #expect(server.requests.count == 0)
        }
    }

    /// Else the last filer's list would have all filers' filings, and lose them next time.
    @Test func `an archive's filings are not the list of its last filer`() async throws {
        let archive = try Self.archive()
        let last = Self.other.document("CIK0000000042.json").bytes
        try await withFetcherScene { request in
            HTTPServerResponse(body: request.path == Self.path ? archive : last)
        } body: { scene, server in
            let run = IngestRun(.ticking(into: MemoryLog()), command: "edgar-submissions --bulk")
            let bulk = try await run.walk(
                EdgarSubmissions(), for: Self.order(server), by: scene.fetcher())
            #expect(bulk.report.appendedByType["filing.listed"] == 2)
            var order = IngestOrder.order(companies: ["42"])
            order.server = server.url
            for _ in 0..<2 {
                let one = try await run.walk(EdgarSubmissions(), for: order, by: scene.fetcher())
                #expect(one.report.appendedByType == [:])
            }
        }
    }
}
