import EventStorage
import Filings
import TestSupport
import Testing

@testable import Ingestion

/// Events and tables from addresses that a user names.
@Suite struct AddressedSourceTests {
    private static let events = """
        {"specversion":"1.0","id":"x/1","source":"urn:x","type":"thing.happened",\
        "subject":"company-acme","data":{"a":1}}
        {"specversion":"1.0","id":"x/2","source":"urn:x","type":"thing.happened",\
        "subject":"company-acme","data":{"a":2}}

        """

    @Test func `what stands at an address is read once, and asked for on condition`() async throws {
        try await withFetcherScene({ request in
            request.path == "/e.jsonl"
                ? .document(Self.events, entityTag: "\"1\"", to: request) : .edgarNoSuchKey
        }) { scene, server in
            let log = MemoryLog()
            var order = IngestOrder(now: Instant(microsecondsSinceEpoch: 1_795_435_200_000_000))
            order.addresses = [server.url + "/e.jsonl"]
            let run = IngestRun(.ticking(into: log), command: "test")
            let first = try await run.walk(CloudEvents(), for: order, by: scene.fetcher())
            #expect(first.outcome == .complete)
            #expect(first.report.appended == 2)
            let second = try await run.walk(CloudEvents(), for: order, by: scene.fetcher())
            #expect(second.report.history.map(\.answer) == ["unchanged"])
            #expect(second.report.coverage.map(\.state) == [.complete])
            order.addresses.append(server.url + "/nothing.jsonl")
            let third = try await run.walk(CloudEvents(), for: order, by: scene.fetcher())
            #expect(third.outcome == .partial)
            #expect(third.report.coverage.map(\.state) == [.complete, .unread])
            #expect(third.report.coverage[1].repair?.hasPrefix("cloudevents --url ") == true)
        }
    }

    @Test func `without an address there is nothing to ask for`() {
        let order = IngestOrder(now: Instant(microsecondsSinceEpoch: 0))
        #expect(throws: OrderError.self) { try CloudEvents().walk(order, checkpoints: [:]) }
    }
}
