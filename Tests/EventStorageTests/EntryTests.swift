import CanonicalJSON
import EventStorage
import Filings
import TestSupport
import Testing

/// What an entry's bytes say: DESIGN, section 3.
struct EntryTests {
    private static let published = Instant("2026-03-05T08:09:10.000001Z")

    @Test func `an entry is a CloudEvents object with these attributes`() async throws {
        let event = NewEvent(
            id: "edgar:1/2", source: "https://example.org/a?b=\"c\"", publishedAt: Self.published,
            event: .unknown(type: "test.whole", data: ["b": [1, nil, true], "a": "\u{1F600}\n"]),
            tags: ["z:1", "a:2"])
        try await withLog { log in
            try await log.store.append(1...1, to: .other)
            try await log.store.append([event], to: .sample, by: "Zoë \"Z\"")
            let place = try await log.store.append([event], to: .sample, by: "x")[0]
            let entry = try JSONValue(parsing: try await log.entries()[1])
            let expected: JSONValue = [
                "specversion": "1.0", "id": "edgar:1/2", "source": "https://example.org/a?b=\"c\"",
                "type": "test.whole", "subject": "company-sample",
                "time": "2026-03-05T08:09:10.000001Z", "sequence": "0000000000000002",
                "streamversion": 1, "recordedtime": .string(place.recordedAt.text),
                "recordedby": "Zoë \"Z\"",
                "data": ["a": "\u{1F600}\n", "b": [1, nil, true], "tags": ["z:1", "a:2"]],
            ]
            #expect(entry == expected)
        }
    }

    @Test func `without a published instant there is no time, without tags no tags`() async throws {
        try await withLog { log in
            try await log.store.append(1...1)
            let entry = try JSONValue(parsing: try await log.entries()[0])
            #expect(entry["time"] == nil)
            #expect(entry["data"]?["tags"] == nil)
        }
    }

    @Test func `an event is read as it was written`() async throws {
        let named = NewEvent(
            id: "n", source: "test:n", publishedAt: Self.published,
            event: .companyNamed(CompanyNamed(name: "Innotron \u{957F}\u{946B}", kind: .current)))
        try await withLog { log in
            let place = try await log.store.append([named], to: .sample, by: "tester")[0]
            let read = try #require(try await log.store.event(at: 1))
            #expect(
                read
                    == RecordedEvent(
                        position: 1, version: 1, stream: .sample, id: "n", source: "test:n",
                        publishedAt: Self.published, recordedAt: place.recordedAt,
                        recordedBy: "tester", event: named.event))
            #expect(try await log.store.event(at: 2) == nil)
        }
    }

    /// Texts that escape, sort or look like other parts of an entry.
    private static let texts = [
        "", "\0", "\u{1}\u{8}\t\n\u{B}\u{C}\r\u{1F}", "\u{7F}\u{80}\u{2028}\u{FEFF}", "\\\"/",
        "\u{E9}", "e\u{301}", "\u{D7FF}\u{E000}\u{FFFF}\u{10000}\u{10FFFF}", "\",\"sequence\":\"",
        ",\"subject\":\"", "}",
    ]

    @Test(arguments: texts)
    func `any text makes the same canonical entry, appended alone or in bulk`(
        text: String
    ) async throws {
        let data: JSONObject = [
            text: .string(text), text + "\u{10000}": .array([.string(text)]),
            text + "\u{E000}": .object([text: .integer(-9_007_199_254_740_991)]),
        ]
        let event = NewEvent(
            id: "id" + text.replacing("\0", with: "0"), source: "s" + text,
            event: .unknown(type: "test.text", data: data))
        try await withLog { log in
            try await log.store.append([event], to: .sample, by: text)
            try await log.store.append([.sample(2)], to: .sample, by: text)
            _ = try await log.store.bulkAppend([.init([event], to: .other)], by: text)
            let entries = try await log.entries().map { try JSONValue(parsing: $0) }
            for member in ["data", "id", "source", "recordedby"] {
                #expect(entries[0][member] == entries[2][member])
            }
            #expect(entries[0]["data"] == .object(data))
            #expect(entries[0]["recordedby"] == .string(text))
            #expect(try await log.store.event(at: 1)?.event == event.event)
        }
    }
}
