import CanonicalJSON
import EventStorage
import Filings
import Testing

@testable import Projections

@Suite struct PublishedHistoryTests {
    private static let filing = NewEvent.listed(filedOn: .on("2022-01-10")) { _ in }

    private static func corrected(_ field: String, _ new: JSONValue, on day: String) -> NewEvent {
        later(.corrected(filing, .init(field: field, old: nil, new: new)), on: day)
    }

    /// The same read on that day; the id tells several apart.
    private static func later(_ event: NewEvent, on day: String) -> NewEvent {
        var event = event
        event.id += day
        switch event.event {
        case .filingCorrected(var corrected):
            corrected.reference.observedOn = .on(day)
            event.event = .filingCorrected(corrected)
        case .filingDetailed(var detailed):
            detailed.reference.observedOn = .on(day)
            event.event = .filingDetailed(detailed)
        default: break
        }
        return event
    }

    private static let life = [
        filing, corrected("form", "10-K", on: "2022-02-01"),
        NewEvent.delisted(filing, on: .on("2022-03-01")),
        later(.detailed(filing, ["primaryDocDescription": "Deed"]), on: "2022-04-01"),
        NewEvent.relisted(filing, on: .on("2022-05-01")),
        corrected("filedOn", "2022-01-09", on: "2022-06-01"),
    ]

    private static let days: [(day: String, line: String?)] = [
        ("2022-01-09", nil), ("2022-01-10", "2022-01-10 filed 8-K"),
        ("2022-01-31", "2022-01-10 filed 8-K"), ("2022-02-01", "2022-01-10 filed 10-K"),
        ("2022-03-01", "2022-01-10 no longer listed 10-K"),
        ("2022-04-01", "2022-01-10 no longer listed 10-K: Deed"),
        ("2022-05-01", "2022-01-10 listed again 10-K: Deed"),
        ("2022-06-01", "2022-01-09 listed again 10-K: Deed"),
    ]

    @Test(arguments: days)
    func `what a register said later is not in the answer of an earlier day`(
        day: String, expected: String?
    ) throws {
        let history = PublishedHistory(recorded(Self.life), asOf: .on(day))
        let lines = try history.answer(of: Timeline()).lines
        #expect(lines.count == (expected == nil ? 0 : 1))
        let line = lines.first.map {
            "\($0.row.anchor?.text ?? "?") \($0.row.state) \($0.row.shownTitle)"
        }
        #expect(line == expected)
        #expect(lines.allSatisfy { !$0.isOnlyPossible })
        let filings = try history.answer(of: FilingList()).lines
        #expect(filings.first?.row.record["title"]?.stringValue == lines.first?.row.shownTitle)
        #expect(filings.first?.row.record["state"]?.stringValue == lines.first?.row.state)
    }

    @Test func `a filing accepted before its day only may have been public between`() throws {
        var filing = Self.filing
        filing.publishedAt = Instant("2022-01-08T23:00:00Z")
        let log = recorded([filing, Self.corrected("form", "10-K", on: "2022-01-09")])
        let marks: [(String, [Bool])] = [
            ("2022-01-07", []), ("2022-01-08", [true]), ("2022-01-09", [true]),
            ("2022-01-10", [false]),
        ]
        for (day, expected) in marks {
            let history = PublishedHistory(log, asOf: .on(day))
            #expect(
                try history.answer(of: Timeline()).lines.map(\.isOnlyPossible) == expected, "\(day)"
            )
            let certain = try history.answer(of: Timeline(), certainly: true).lines
            #expect(certain.count == expected.count { !$0 }, "\(day)")
        }
    }

    @Test(
        arguments: [
            ("2022-05-31", []), ("2022-06-01", ["possible First", "certain "]),
            ("2022-06-30", ["certain First", "certain First"]),
            ("2022-07-01", ["possible Second", "certain First"]),
            ("2022-07-31", ["certain Second", "certain Second"]),
        ] as [(String, [String])])
    func `a claim's later version counts from when it may have been public`(
        day: String, expected: [String]
    ) throws {
        let log = recorded(
            .claim("F1", "First", published: try .reading("2022-06")),
            .claim("F1", "Second", published: try .reading("2022-07"), key: "correction:1"))
        let history = PublishedHistory(log, asOf: .on(day))
        let answers = try [false, true].map { certainly in
            try history.answer(of: Timeline(), certainly: certainly).lines
        }
        let words = answers.map { lines in
            lines.map { line in
                (line.isOnlyPossible ? "possible " : "certain ") + line.row.shownTitle
            }.joined()
        }
        #expect(words.filter { !$0.isEmpty } == expected.filter { $0 != "certain " })
    }

    @Test func `lines of which nobody knows when they became public are counted`() throws {
        let log = recorded(
            .claim("F1"), .claim("F2", knownOn: .on("2022-01-01")), .claim("F3"),
            .claim("F2", "Of nobody knows when", key: "correction:1"), .named("Old", .former),
            .named("New"), .unknown(1))
        let answer = try PublishedHistory(log, asOf: .on("2030-01-01")).answer(of: Timeline())
        #expect(answer.lines.map(\.row.shownTitle) == ["Something happened"])
        #expect(answer.withoutPublication == 3)
    }

    @Test func `a letter is public from the day of its release, whenever that was said`() throws {
        let letter = NewEvent.listed(form: "UPLOAD", filedOn: .on("2022-01-10")) { _ in }
        let releases: [NewEvent] = [
            .detailed(letter, ["details.releasedOn": "2022-02-14"]),
            .corrected(letter, .init(field: "details.releasedOn", old: nil, new: "2022-02-14")),
        ]
        for release in releases {
            let log = recorded(letter, release)
            func count(_ day: String) throws -> Int {
                try PublishedHistory(log, asOf: .on(day)).answer(of: FilingList()).lines.count
            }
            #expect(try count("2022-01-10") == 0)
            #expect(try count("2022-02-13") == 0)
            #expect(try count("2022-02-14") == 1)
        }
        let accepted = recorded(
            letter, .detailed(letter, [:], publishedAt: Instant("2022-01-12T00:10:00Z")))
        let early = PublishedHistory(accepted, asOf: .on("2022-01-11"))
        #expect(try early.answer(of: FilingList()).lines.map(\.isOnlyPossible) == [true])
    }

    @Test func `an event that a projection refuses is an error with its position`() throws {
        let history = PublishedHistory(
            recorded(.claim("F1", knownOn: .on("2022-01-01")), Self.filing),
            asOf: .on("2022-06-01"))
        let error = #expect(throws: EventStoreError.self) {
            try history.answer(of: RefusesFilings())
        }
        #expect(
            error
                == .unreadable(position: 2, reason: "refusing cannot take it: filings are not mine")
        )
    }
}

/// Refuses filings, takes all else.
private struct RefusesFilings: Projection {
    let name = "refusing"
    let version: Int64 = 1
    let types: Set<String>? = nil

    func keys(of recorded: RecordedEvent) -> [String] { [recorded.id] }

    func evolve(
        _ row: inout Timeline.Row?, key: String, by recorded: RecordedEvent
    ) throws(RefusedByProjection) {
        if case .filingListed = recorded.event { throw RefusedByProjection("filings are not mine") }
    }
}
