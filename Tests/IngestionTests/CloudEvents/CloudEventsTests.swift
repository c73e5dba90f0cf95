import CanonicalJSON
import Filings
import Ingestion
import Testing

struct CloudEventsTests {
    private static let stream = StreamName(stored: "company-a")

    private static func reading(_ text: String, name: String = "log.jsonl") throws -> SourceReading
    {
        try CloudEvents().read(SourceDocument(name: name, bytes: Array(text.utf8)))
    }

    /// A foreign event; `nil` leaves the attribute out.
    private static func event(_ changes: [(String, JSONValue?)] = []) -> JSONObject {
        var event: JSONObject = [
            "specversion": "1.0", "id": "A1", "source": "/mine", "type": "mine.flooded",
            "subject": "company-a", "time": "2024-07-03T10:00:00+02:00", "data": ["depth": 3],
        ]
        for (name, value) in changes { event[name] = value }
        return event
    }

    private static func text(_ changes: (String, JSONValue?)...) -> String {
        JSONValue.object(event(changes)).canonicalText
    }

    /// How the same entries may be written.
    private static let forms: [(String, @Sendable ([String]) -> String)] = [
        ("lines", { $0.joined(separator: "\n") }),
        ("lines with CRLF and blanks", { "\r\n" + $0.joined(separator: "\r\n\r\n") + "\r\n" }),
        ("a batch on a line", { "[" + $0.joined(separator: ",") + "]" }),
        ("a batch on lines", { " [\n" + $0.joined(separator: " ,\n") + "\n]\n" }),
    ]

    @Test(arguments: [1, 2, 3] as [UInt64], forms.indices)
    func `what another log exported is read as it was recorded`(seed: UInt64, form: Int) throws {
        var random = RandomEvents(seed: seed)
        let events = try (1...200).map { try random.event($0) }
        let entries = events.enumerated().map { index, event in
            event.entry(in: Self.stream, at: index + 1).canonicalText
        }
        let reading = try Self.reading(Self.forms[form].1(entries))
        #expect(reading.refusals == [])
        #expect(reading.findings.map(\.event) == events)
        #expect(reading.findings.allSatisfy { $0.stream == Self.stream })
        #expect(reading.coverage == [RunCoverage(unit: "log", state: .complete)])
    }

    @Test func `an event of another's is kept whole, its time in UTC`() throws {
        let reading = try Self.reading(Self.text(("datacontenttype", "application/json")))
        #expect(reading.refusals == [])
        let expected = NewEvent(
            id: "A1", source: "/mine", publishedAt: Instant("2024-07-03T08:00:00Z"),
            event: .unknown(type: "mine.flooded", data: ["depth": 3]))
        #expect(reading.findings.map(\.event) == [expected])
        #expect(reading.findings.map(\.stream) == [Self.stream])
    }

    @Test func `one event may be spread over lines, and have no time and no data`() throws {
        let reading = try Self.reading(
            """
            {
              "specversion": "1.0", "id": "A1", "source": "/mine",
              "type": "mine.flooded",
              "subject": "company-a"
            }
            """, name: "event.json")
        #expect(reading.findings.map(\.event.event) == [.unknown(type: "mine.flooded", data: [:])])
        #expect(reading.findings.map(\.event.publishedAt) == [nil])
    }

    private static let misfits: [(String, JSONValue?, String)] = [
        ("specversion", "0.3", "specversion \"0.3\" is not 1.0"),
        ("specversion", nil, "specversion is missing or no text"),
        ("id", "", "id is missing or no text"), ("id", 7, "id is missing or no text"),
        ("source", nil, "source is missing or no text"),
        ("type", .null, "type is missing or no text"),
        ("subject", nil, "subject is missing or no text"),
        ("subject", "Company A", "subject \"Company A\" cannot name a stream"),
        ("time", "yesterday", "time \"yesterday\" is no instant in whole microseconds"),
        (
            "time", "2024-07-03T10:00:00.1234567Z",
            "time \"2024-07-03T10:00:00.1234567Z\" is no instant in whole microseconds"
        ),
        ("data", [1], "data is no JSON object"), ("data", "x", "data is no JSON object"),
        ("data", ["tags": "x"], "data.tags is no list of texts"),
        ("data_base64", "AAA=", "data_base64: an entry holds JSON data only"),
        (
            "datacontenttype", "text/xml",
            "datacontenttype \"text/xml\": an entry holds JSON data only"
        ),
        ("type", "company.named", "company.named: data.name is missing"),
    ]

    @Test(arguments: misfits.indices)
    func `an event that does not fit is refused with its line and reason`(index: Int) throws {
        let (name, value, reason) = Self.misfits[index]
        let lines = [Self.text(), Self.text((name, value)), Self.text()]
        for (text, line) in [
            (lines.joined(separator: "\n"), 2), ("[\n" + lines.joined(separator: ",\n") + "]", 3),
        ] {
            let reading = try Self.reading(text)
            #expect(reading.refusals.map(\.reason) == [reason])
            #expect(reading.refusals.map(\.place.part) == ["line \(line)"])
            #expect(reading.findings.count == 2)
            #expect(reading.coverage.map(\.state) == [.partial])
        }
    }

    @Test(arguments: [
        ("{\"id\":\"A\",\"id\":\"B\"}", "the name \"id\" occurs twice in one object"),
        (
            "{\"data\":{\"a\":\"\\ud800\"}}",
            "half of a surrogate pair stands without the other half"
        ),
        (
            "{\"data\":{\"a\":1.5}}",
            "a number has a fraction or an exponent where an integer is expected"
        ),
        (
            "{\"data\":{\"a\":9007199254740993}}",
            "an integer is beyond \u{B1}9007199254740991; write it as a string"
        ),
        ("{\"data\":{\"a\":01}}", "a number begins with a superfluous zero"),
        ("7", "no JSON object"),
    ])
    func `what two parsers could read differently is refused with its line`(
        line: String, reason: String
    ) throws {
        let batch = try Self.reading("[\(Self.text()),\n\(line),\(Self.text())]")
        #expect(batch.refusals.map(\.description) == ["log.jsonl, line 2: \(reason)"])
        #expect(batch.findings.count == 2)
        let lines = try Self.reading("\(Self.text())\n\(line)\n")
        #expect(lines.refusals.map(\.description) == ["log.jsonl, line 2: \(reason)"])
        #expect(lines.findings.count == 1)
    }

    @Test func `members that a known type lacks are not lost silently`() throws {
        let data: JSONValue = [
            "name": "A", "kind": "alias", "color": "red", "note": nil, "tags": ["x:1"],
        ]
        let reading = try Self.reading(Self.text(("type", "company.named"), ("data", data)))
        #expect(reading.refusals.map(\.reason) == ["company.named has no data.color"])
        #expect(reading.findings.isEmpty)
    }

    @Test func `extensions are refused once by name, their events are taken`() throws {
        let traced = Self.text(("traceparent", "00-1"), ("recordedby", "x"), ("sequence", "9"))
        let reading = try Self.reading("\(Self.text())\n\(traced)\n\(traced)")
        #expect(reading.findings.count == 3)
        #expect(
            reading.refusals.map(\.description) == [
                "log.jsonl, line 2: the attribute traceparent of 2 events: an entry has no place "
                    + "for it"
            ])
    }

    @Test(arguments: [
        ("", "no events"), (" \n", "no events"), ("[{}", "line 1: the array has no end"),
        ("[{}] x", "line 1: text behind the array"), ("[\n,{}]", "line 2: an event is missing"),
        ("[{\"a\":\"]}", "line 1: the array has no end"),
    ])
    func `a file whose events cannot be told apart is malformed`(text: String, reason: String) {
        let error = SourceError.malformed(document: "log.jsonl", reason: reason)
        #expect(throws: error) { try Self.reading(text) }
    }

    @Test func `another kind of file is told as such`() {
        let error = SourceError.wrongKind(
            document: "log.jsonl", expected: "CloudEvents as JSON",
            found: "a text that begins with \"<\"")
        #expect(throws: error) { try Self.reading("<html>") }
    }

    @Test func `a line that is cut short is refused alone`() throws {
        let whole = Self.text()
        let reading = try Self.reading("\(whole.dropLast(5))\n\(whole)")
        #expect(reading.refusals.map(\.place.part) == ["line 1"])
        #expect(reading.findings.count == 1)
    }

    @Test func `an empty batch is complete`() throws {
        let reading = try Self.reading(" [ ] ")
        #expect(reading.findings.isEmpty)
        #expect(reading.coverage == [RunCoverage(unit: "log", state: .complete)])
    }
}
