import CanonicalJSON
import Foundation
import Testing

/// What is recorded over HTTP: all or nothing, once, and by whom.
@Suite struct ServiceWritingTests {
    private static func claim(_ id: String) -> String { ServiceAnswerTests.claim(id) }

    @Test func `a request that comes twice under one key is done once`() async throws {
        try await withService { service in
            let token = try await service.token("tess", "--role", "recorder")
            let key = ["Idempotency-Key": "k-1"]
            let first = try await service.post(Self.claim("A1"), token: token, headers: key)
            #expect(first.status == 201, first.story)
            let again = try await service.post(Self.claim("A1"), token: token, headers: key)
            #expect(again.status == 201 && again.body == first.body, again.story)
            #expect(again["Idempotency-Replayed"] == "true", again.story)
            let other = try await service.post(Self.claim("A2"), token: token, headers: key)
            #expect(other.status == 422, other.story)
            let without = try await service.post(Self.claim("A1"), token: token)
            #expect(without.status == 200, without.story)
            #expect(try without.json()["events"]?.arrayValue?.first?["wasKnown"] == true)
            let event = try await service.ask("/events/102").json()
            #expect(event["records"]?.arrayValue?.first?["recordedBy"] == "tess")
        }
    }

    @Test func `what was recorded is in what is asked next`() async throws {
        try await withService { service in
            let token = try await service.token("tess", "--role", "recorder")
            for number in 1...10 {
                let made = try await service.post(
                    #"{"company":"new\#(number)","id":"N\#(number)","kind":"contract","#
                        + #""title":"Row \#(number)","date":"2024-06-01","source":"Gazette"}"#,
                    token: token)
                #expect(made.status == 201, made.story)
                let asked = try await service.ask("/companies/new\(number)/timeline")
                #expect(asked.text.contains("Row \(number)"), asked.story)
            }
        }
    }

    @Test func `many at once under one key record one event`() async throws {
        try await withService { service in
            let token = try await service.token("tess", "--role", "recorder")
            let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
                for _ in 0..<12 {
                    group.addTask {
                        try await service.post(
                            Self.claim("A1"), token: token, headers: ["Idempotency-Key": "k"]
                        ).status
                    }
                }
                return try await group.reduce(into: [Int]()) { $0.append($1) }
            }
            // Those that came while it was worked on are told so.
            #expect(statuses.allSatisfy { [201, 409].contains($0) }, "\(statuses)")
            #expect(statuses.contains(201))
            let events = try await service.ask("/events?after=101").json()["records"]?.arrayValue
            #expect(events?.count == 1)
        }
    }

    @Test func `versions of a claim are made as long as it is the one that was looked at`()
        async throws
    {
        try await withService { service in
            let token = try await service.token("tess", "--role", "recorder")
            let path = "/companies/innotron/claims/F12/versions"
            func version(_ body: String, _ seen: Int) async throws -> RunningService.Reply {
                try await service.post(
                    body, to: path, token: token, headers: ["If-Match": "\"\(seen)\""])
            }
            let corrected = try await version(
                #"{"kind":"corrected","reason":"typo","set":{"title":"The plant starts"}}"#, 1)
            #expect(corrected.status == 201, corrected.story)
            let late = try await version(#"{"kind":"retracted","reason":"wrong"}"#, 1)
            #expect(late.status == 412, late.story)
            let retracted = try await version(#"{"kind":"retracted","reason":"wrong"}"#, 2)
            #expect(retracted.status == 201, retracted.story)
            let shown = try await service.ledger.annals("show", "innotron/F12", "--format", "json")
            #expect(try shown.records().first?["versions"]?.arrayValue?.count == 3, shown.story)
            for (body, words) in [
                (#"{"kind":"corrected","reason":"r"}"#, "Say what changes"),
                (#"{"kind":"corrected","reason":" ","set":{"title":"x"}}"#, "Say a reason"),
                (#"{"kind":"gone","reason":"r"}"#, "kind is"), ("[", "no JSON"),
                (#"{"kind":"retracted","reason":"r","why":"x"}"#, "has no why"),
            ] {
                let reply = try await version(body, 3)
                #expect(reply.status == 422 && reply.text.contains(words), reply.story)
            }
        }
    }

    @Test func `CloudEvents are recorded together or not at all`() async throws {
        try await withService { service in
            let token = try await service.token("feeder", "--role", "recorder")
            func event(_ id: String, _ more: String = "") -> String {
                """
                {"specversion":"1.0","id":"\(id)","source":"urn:x","type":"example.noted",\
                "subject":"company-acme","data":{"n":1}\(more)}
                """
            }
            func post(_ body: String, _ type: String, _ query: String = "") async throws
                -> RunningService.Reply
            {
                try await service.post(
                    body, to: "/events" + query, token: token, headers: ["Content-Type": type])
            }
            let batch = "application/cloudevents-batch+json"
            let one = try await post(
                event("e1"), "application/cloudevents+json", "?expectedVersion=0")
            #expect(one.status == 201, one.story)
            let both = try await post(
                "[\(event("e2")),\(event("e3"))]", batch, "?expectedVersion=1")
            #expect(both.status == 201, both.story)
            let late = try await post("[\(event("e4"))]", batch, "?expectedVersion=1")
            #expect(late.status == 412, late.story)
            let bad = try await post("[\(event("e5")),{\"id\":\"e6\"}]", batch)
            #expect(bad.status == 422, bad.story)
            #expect(
                try bad.json()["findings"]?.arrayValue?.first?.stringValue?.hasPrefix("event 2")
                    == true)
            let lost = try await post(
                event("e7", ",\"traceparent\":\"00-a\""), "application/cloudevents+json")
            #expect(lost.status == 422 && lost.text.contains("traceparent"), lost.story)
            let type = try await post(event("e8"), "text/plain")
            #expect(type.status == 415, type.story)
            let log = try await service.ledger.annals("log", "--after", "101", "--fields", "id")
            #expect(log.lines == ["id", "e1", "e2", "e3"], log.story)
        }
    }
}
