import CanonicalJSON
import Foundation
import Testing

/// Several ledgers behind one service.
@Suite struct ServiceLedgerTests {
    private static func withLedgers(_ body: (RunningService) async throws -> Void) async throws {
        try await withSampleLedger { ledger in
            let made = try await ledger.annals("ledger", "create", "north")
            try #require(made.status == 0, made.story)
            let north = ["ANNALS_LEDGER": "north"]
            let recorded = try await ledger.annals(
                "record", Programs.sample, "--actor", "nora", environment: north)
            try #require(recorded.status == 0, recorded.story)
            try await withService(on: ledger, [], body)
        }
    }

    @Test func `each answers under its address as annals answers`() async throws {
        try await Self.withLedgers { service in
            let list = try await service.ask("/ledgers").json()["records"]?.arrayValue
            #expect(list?.map { $0["ledger"] } == ["annals", "north"])
            #expect(list?.map { $0["position"] } == [101, 61])
            for (root, name) in [("", "annals"), ("/ledgers/north", "north")] {
                let reply = try await service.ask("\(root)/companies/innotron/claims/F12")
                let shown = try await service.ledger.annals(
                    "show", "innotron/F12", "--format", "json", "--ledger", name)
                #expect(reply.status == 200 && reply.text == shown.output, reply.story)
                let events = try await service.ask("\(root)/events?limit=10")
                #expect(events.status == 200, events.story)
                let next = try #require(events["Link"]).split(separator: ">")[0].dropFirst()
                #expect(next.hasPrefix("\(root)/events?"), events.story)
                let page = try await service.ask(String(next)).json()["records"]?.arrayValue
                #expect(page?.first?["position"] == 11)
                let map = try await service.ask("\(root)/companies/innotron/timemap")
                #expect(map.text.contains("<\(root)/companies/innotron/timeline>"), map.story)
            }
            for path in ["/ledgers/south/companies", "/ledgers/south", "/ledgers/north/ledgers"] {
                let reply = try await service.ask(path)
                #expect(reply.status == 404, reply.story)
            }
        }
    }

    @Test func `a ledger that is made while the service runs is served and kept`() async throws {
        try await withService { service in
            #expect(try await service.ask("/ledgers/late/events").status == 404)
            _ = try await service.ledger.annals("ledger", "create", "late")
            _ = try await service.wait(for: "/ledgers/late/events") { $0.status == 200 }
            let recorded = try await service.ledger.annals(
                "record", Programs.sample, environment: ["ANNALS_LEDGER": "late"])
            try #require(recorded.status == 0, recorded.story)
            _ = try await service.wait(for: "/ledgers/late/companies/innotron/claims/F12") {
                $0.status == 200
            }
        }
    }

    @Test func `a cursor, a token and a stream belong to one ledger`() async throws {
        try await Self.withLedgers { service in
            let events = try await service.ask("/events?limit=10")
            let link = try #require(events["Link"]).split(separator: ">")[0].dropFirst()
            #expect(try await service.ask("/ledgers/north\(link)").status == 404)
            let token = try await service.token("tess", "--role", "recorder")
            let claim = ServiceAnswerTests.claim("N1")
            _ = try await service.ask("/ledgers")
            let refused = try await service.post(claim, to: "/ledgers/north/claims", token: token)
            #expect(refused.status == 401, refused.story)
            let own = try await service.token("nora", "--role", "recorder", "--ledger", "north")
            let made = try await service.post(claim, to: "/ledgers/north/claims", token: own)
            #expect(made.status == 201, made.story)
            // Made each time: nothing of the usual ledger has changed.
            let list = try await service.ask("/ledgers").json()["records"]?.arrayValue
            #expect(list?.map { $0["position"] } == [101, 62])
            let reply = try await service.ask("/ledgers/north/events/62").json()
            #expect(reply["records"]?.arrayValue?.first?["recordedBy"] == "nora")
            #expect(try await service.ask("/events/102").status == 404)
        }
    }

    @Test func `pages lead on in their ledger`() async throws {
        try await Self.withLedgers { service in
            let html = ["Accept": "text/html"]
            let start = try await service.ask("/", headers: html).text
            #expect(start.contains("href=\"/ledgers/north/\""))
            for path in ["/", "/companies/innotron/timeline"] {
                let page = try await service.ask("/ledgers/north\(path)", headers: html)
                #expect(page.status == 200 && page.text.contains("ledger north"), page.story)
                let links = page.text.matches(of: /(?:href|action)="(\/[^"]*)"/).map { $0.1 }
                #expect(links.count > 5)
                for link in Set(links) {
                    #expect(link.hasPrefix("/ledgers/north/"), "\(link)")
                }
            }
            let bare = try await service.ask("/ledgers/north", headers: html)
            #expect(bare.text.contains("<h1>Annals: ledger north</h1>"), bare.story)
            let document = try await service.ask("/ledgers/north/openapi.json").json()
            #expect(document["servers"]?.arrayValue?.first?["url"] == "/ledgers/north/")
            #expect(document["paths"]?["/ledgers"] == nil)
        }
    }
}
