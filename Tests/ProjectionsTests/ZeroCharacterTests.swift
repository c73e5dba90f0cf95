import Filings
import Postgres
import TestSupport
import Testing

@testable import EventStorage
@testable import Projections

/// U+0000, which an entry may hold and PostgreSQL's text cannot.
@Suite struct ZeroCharacterTests {
    @Test(
        arguments: [
            (#"{"a":"x\u0000y"}"#, "{\"a\":\"x\u{2400}y\"}"),
            (#"{"a":"\u0000"}"#, "{\"a\":\"\u{2400}\"}"),
            (#"{"a":"\\u0000"}"#, #"{"a":"\\u0000"}"#),
            (#"{"a":"\\\u0000\""}"#, "{\"a\":\"\\\\\u{2400}\\\"\"}"),
            (#"{"a":"\u0001"}"#, #"{"a":"\u0001"}"#), (#"{"a":"\u00"}"#, #"{"a":"\u00"}"#),
            ("{}", "{}"), ("", ""),
        ])
    func `the escape alone is replaced`(text: String, expected: String) {
        let replaced = Array(text.utf8).withUnsafeBytes { RecordedEvent.replacingZeros($0) }
        #expect(String(decoding: replaced, as: UTF8.self) == expected)
    }

    @Test func `rows with it do not depend on the batches, and the entry keeps it`() async throws {
        try await withReadModelLog { log in
            for number in 1...3 {
                var named = NewEvent.named("A\0B 睿力")
                named.id = "name#\(number)"
                var claim = NewEvent.claim("F1", "\0 title", date: nil, knownOn: nil)
                claim.id += "#\(number)"
                try await log.append([(.sample, named), (.sample, claim)])
            }
            try await log.project(batch: 1)
            let rows = try await log.rows()
            try await log.forgetReadModels()
            try await log.project()
            #expect(try await log.rows() == rows)
            #expect(try await log.models.companies(matching: "sample").map(\.name) == ["A␀B 睿力"])
            let event = try #require(try await log.store.event(at: 1))
            #expect(event.event.data["name"]?.stringValue == "A\0B 睿力")
        }
    }
}
