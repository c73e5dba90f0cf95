import CanonicalJSON
import EventStorage
import Filings
import TestSupport
import Testing

@testable import Ingestion

/// The same day by four ways of the same register, from a real server.
@Suite struct FourWaysTests {
    private static let ciks = ["1999990001", "1999990002"]
    /// Two filers; one filing of both, one 8-K under each, one with two forms.
    private static let rows = [
        ("1999990001", "8-K", "0001999990-24-000011"),
        ("1999990001", "4", "0001999990-24-000012"),
        ("1999990002", "4", "0001999990-24-000012"),
        ("1999990002", "SC TO-T", "0001999990-24-000013"),
        ("1999990002", "SC 13E3", "0001999990-24-000013"),
    ]

    private static func index(dashes: Bool) -> String {
        var fixture = IndexFixture(
            rows.map { cik, form, accession in
                let day = dashes ? "2024-11-04" : "20241104"
                return "\(cik)|COMPANY \(cik)|\(form)|\(day)|edgar/data/\(cik)/\(accession).txt"
            })
        fixture.lastDataReceived = dashes ? "December 31, 2024" : "November 4, 2024"
        return String(decoding: fixture.bytes, as: UTF8.self)
    }

    private static var feed: String {
        LatestFixture(
            rows.map { cik, form, accession in
                var entry = LatestFixture.Entry()
                entry.accession = accession
                entry.form = form
                entry.cik = cik
                entry.name = "Company \(cik)"
                entry.role = form == "4" ? "Issuer" : "Filer"
                entry.filed = "2024-11-04"
                entry.updated = "2024-11-04T16:02:03-05:00"
                entry.items = form == "8-K" ? ["5.02"] : []
                return entry
            }
        ).text
    }

    private static func submissions(_ cik: String) -> String {
        var fixture = SubmissionsFixture(
            rows.filter { $0.0 == cik }.map { _, form, accession in
                SubmissionsFixture.Row(
                    accession: .string(accession), form: .string(form), filed: "2024-11-04",
                    accepted: "2024-11-04T21:02:03.000Z", report: "2024-10-31",
                    items: form == "8-K" ? "5.02" : "")
            })
        fixture.cik = .string(cik)
        return String(decoding: fixture.document().bytes, as: UTF8.self)
    }

    private static func answer(_ request: HTTPServerRequest) -> HTTPServerResponse {
        let path = request.path
        if path.contains("daily-index"), path.contains("20241104") {
            return .text(index(dashes: false))
        }
        if path.contains("full-index/2024/QTR4") {
            return .document(index(dashes: true), entityTag: "\"q4\"", to: request)
        }
        if path.contains("browse-edgar") {
            let isFirst = request.query.contains("start=0&") || request.query.hasSuffix("start=0")
            return .text(
                isFirst ? feed : LatestFixture([]).text, type: "application/atom+xml")
        }
        for cik in ciks where path.contains("CIK\(cik).json") {
            return .text(submissions(cik), type: "application/json")
        }
        return .edgarMissing
    }

    private enum Way: CaseIterable {
        case daily, quarterly, latest, submissions

        var source: any NetworkSource {
            switch self {
            case .daily, .quarterly: EdgarIndex()
            case .latest: EdgarLatest()
            case .submissions: EdgarSubmissions()
            }
        }

        func order(server: String) throws -> IngestOrder {
            // 2025-01-10T12:00:00Z: the quarter is over.
            var order = IngestOrder(now: Instant(microsecondsSinceEpoch: 1_736_510_400_000_000))
            order.server = server
            switch self {
            case .daily:
                let day = try #require(CivilDay("2024-11-04"))
                order.days = day...day
            case .quarterly: order.quarters = [try #require(YearQuarter("2024-Q4"))]
            case .latest: break
            case .submissions: order.companies = FourWaysTests.ciks
            }
            return order
        }
    }

    private static var orders: [[Way]] {
        func permute(_ rest: [Way]) -> [[Way]] {
            if rest.isEmpty { return [[]] }
            return rest.flatMap { way in permute(rest.filter { $0 != way }).map { [way] + $0 } }
        }
        return permute(Way.allCases)
    }

    @Test func `in whatever order, each filing of each company under each form is one event`()
        async throws
    {
        try await withFetcherScene(Self.answer) { scene, server in
            for order in Self.orders {
                let log = MemoryLog()
                let run = IngestRun(.ticking(into: log), command: "test")
                var troubles: [String] = []
                for way in order + order {
                    let ending = try await run.walk(
                        way.source, for: way.order(server: server.url), by: scene.fetcher())
                    troubles += ending.troubles
                    #expect(ending.report.corrected == 0, "\(order): \(way)")
                    #expect(ending.report.conflicts == [], "\(order): \(way)")
                    #expect(ending.report.delisted == 0, "\(order): \(way)")
                    // What EDGAR publishes of a day it publishes everywhere.
                    let listed = await log.all.filter { $0.event.type == "filing.listed" }
                    #expect(listed.count == Self.rows.count, "\(order): \(way)")
                }
                #expect(troubles == [], "\(order)")
                let before = await log.all.filter { $0.event.type != "run.finished" }.count
                for way in order {
                    _ = try await run.walk(
                        way.source, for: way.order(server: server.url), by: scene.fetcher())
                }
                let after = await log.all.filter { $0.event.type != "run.finished" }.count
                #expect(before == after, "\(order)")
                try await check(log, after: order)
            }
        }
    }

    /// However it came, the 8-K has its items, its period and a time of acceptance.
    private func check(_ log: MemoryLog, after order: [Way]) async throws {
        let id = "edgar:1999990001/0001999990-24-000011/8-K"
        let history = try #require(
            FilingHistory(try await log.events(aboutFilings: [id])), "\(order)")
        #expect(history.filing.items == ["5.02"])
        #expect(history.filing.periodOfReport?.text == "2024-10-31")
        #expect(history.publishedAt?.text == "2024-11-04T21:02:03.000000Z")
        #expect(history.filing.acceptedClock == .header)
        #expect(history.isListed)
    }
}
