import EventStorage
import Filings
import Synchronization
import TestSupport
import Testing

@testable import Ingestion

/// The feed of latest filings from a real server, while filings come in.
@Suite struct ShiftingFeedTests {
    /// A feed in which two filings appear before every answer.
    private final class Feed: Sendable {
        private let state = Mutex((count: 250, isShifting: true))

        func stop() { state.withLock { $0.isShifting = false } }
        var count: Int { state.withLock { $0.count } }

        func answer(_ request: HTTPServerRequest) -> HTTPServerResponse {
            let count = state.withLock { state in
                if state.isShifting { state.count += 2 }
                return state.count
            }
            let start =
                Int(
                    request.query.split(separator: "&").first { $0.hasPrefix("start=") }?.dropFirst(
                        6)
                        ?? "") ?? 0
            if start >= 5_000 { return .unavailable }
            let newest = max(0, count - start)
            let numbers = (max(0, newest - 100)..<newest).reversed()
            let page = LatestFixture(
                numbers.map { number in
                    var entry = LatestFixture.Entry()
                    entry.accession = "0001999990-25-\(String(1_000_000 + number).dropFirst())"
                    let minute = number / 60, second = number % 60
                    entry.updated =
                        "2025-12-12T10:\(minute < 10 ? "0" : "")\(minute):"
                        + "\(second < 10 ? "0" : "")\(second)-05:00"
                    return entry
                })
            return .text(page.text, type: "application/atom+xml")
        }
    }

    @Test func `pages that shift during the walk lose nothing and repeat nothing`() async throws {
        let feed = Feed()
        try await withFetcherScene({ feed.answer($0) }) { scene, server in
            let log = MemoryLog()
            let run = IngestRun(.ticking(into: log), command: "edgar-latest")
            // 2025-12-12T20:00:00Z
            var order = IngestOrder(now: Instant(microsecondsSinceEpoch: 1_765_569_600_000_000))
            order.server = server.url
            var appended = 0
            for _ in 1...4 {
                let ending = try await run.walk(EdgarLatest(), for: order, by: scene.fetcher())
                #expect(ending.troubles == [])
                #expect(ending.report.corrected == 0)
                appended += ending.report.appended
            }
            feed.stop()
            let last = try await run.walk(EdgarLatest(), for: order, by: scene.fetcher())
            appended += last.report.appended
            #expect(appended == feed.count)
            #expect(await log.all.count { $0.event.type == "filing.listed" } == feed.count)
            let requests = server.requests.count
            let quiet = try await run.walk(EdgarLatest(), for: order, by: scene.fetcher())
            #expect(quiet.report.appended == 0)
            // Until something known and older, and a page more.
            #expect(server.requests.count - requests <= 2)
        }
    }
}

/// The four real walks through the feed, from a real server, a minute apart.
@Suite(.enabled(if: SubmissionsCorpus.isThere))
struct RealFeedTests {
    private static let walks = [
        "20251212T2302Z", "20251212T2303Z", "20251212T2303Z-second", "20251212T2304Z",
    ]

    /// The pages of a walk by the number of their first entry.
    private static func pages(_ walk: String) throws -> [Int: String] {
        let folder = "\(SubmissionsCorpus.root ?? "")/edgar/atom"
        let files = try SourceFile.files(at: [folder + "/getcurrent-" + walk], for: EdgarLatest())
        var pages: [Int: String] = [:]
        for file in files {
            let name = file.path.split(separator: "/").last ?? ""
            // The folders hold requests of other sizes as well.
            guard name.hasPrefix("start-"),
                let start = Int(name.drop { !$0.isNumber }.prefix { $0.isNumber })
            else {
                continue
            }
            let document = SourceDocument(name: file.path, content: .file(file.path))
            let bytes = try document.unpacked(isVerified: true, limitBytes: 1 << 24).readAll()
            pages[start] = String(decoding: bytes, as: UTF8.self)
        }
        return pages
    }

    @Test func `each walk appends exactly what is new since the one before`() async throws {
        let walks = try Self.walks.map { try Self.pages($0) }
        #expect(walks.map(\.count) == [51, 51, 51, 51])
        let turn = Mutex(0)
        try await withFetcherScene({ request in
            let start =
                Int(
                    request.query.split(separator: "&").first { $0.hasPrefix("start=") }?.dropFirst(
                        6)
                        ?? "") ?? 0
            let page = walks[turn.withLock { $0 }][start]
            return page.map { .text($0, type: "application/atom+xml") } ?? .unavailable
        }) { scene, server in
            let log = MemoryLog()
            let run = IngestRun(.ticking(into: log), command: "edgar-latest")
            // 2025-12-12T23:05:00Z
            var order = IngestOrder(now: Instant(microsecondsSinceEpoch: 1_765_580_700_000_000))
            order.server = server.url
            var seen: Set<String> = []
            for (number, pages) in walks.enumerated() {
                turn.withLock { $0 = number }
                let keys = try pages.values.reduce(into: Set<String>()) { keys, text in
                    let document = SourceDocument(
                        name: "start-0.atom", bytes: Array(text.utf8))
                    keys.formUnion(try EdgarLatest().read(document).findings.map(\.event.id))
                }
                let ending = try await run.walk(EdgarLatest(), for: order, by: scene.fetcher())
                #expect(ending.report.appended == keys.subtracting(seen).count, "walk \(number)")
                #expect(ending.report.corrected + ending.report.conflicts.count == 0)
                #expect(ending.troubles == [])
                seen.formUnion(keys)
            }
            let listed = await log.all.count { $0.event.type == "filing.listed" }
            #expect(listed == seen.count)
        }
    }
}
