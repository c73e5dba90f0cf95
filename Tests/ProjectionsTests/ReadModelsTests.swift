import CanonicalJSON
import EventStorage
import Filings
import Testing

@testable import Projections

@Suite struct ReadModelsTests {
    private static let apple = StreamName(stored: "company-cik-0000320193")
    private static let innotron = StreamName(stored: "company-innotron")

    private static let companies: [(StreamName, NewEvent)] = [
        (apple, .named("Apple Inc.")),
        (apple, .named("APPLE COMPUTER INC", .former, to: .on("2007-01-04"))),
        (apple, .identified("cik", "0000320193", normalized: "320193")),
        (apple, .identified("ticker", "AAPL", normalized: "AAPL")),
        (apple, .identified("lei", "HWUPKR0MPOU8FGXBT394", normalized: "HWUPKR0MPOU8FGXBT394")),
        (innotron, .named("Innotron")), (innotron, .named("睿力集成", .alias)),
        (StreamName(stored: "company-apple-two"), .named("Apple Two ÉCOLE")),
        (StreamName(stored: "register-edgar"), .unknown(1)),
    ]

    private static let questions: [(String, [String])] = [
        ("cik-0000320193", ["cik-0000320193"]), ("CIK-0000320193", ["cik-0000320193"]),
        ("Apple Inc.", ["cik-0000320193"]), ("aPPLE inc.", ["cik-0000320193"]),
        ("apple computer inc", ["cik-0000320193"]), ("aapl", ["cik-0000320193"]),
        ("320193", ["cik-0000320193"]), ("0000320193", ["cik-0000320193"]),
        ("00320193", ["cik-0000320193"]),
        ("HWUPKR0MPOU8FGXBT394", ["cik-0000320193"]),
        ("hwupkr0mpou8fgxbt394", ["cik-0000320193"]),
        ("innotron", ["innotron"]), ("睿力集成", ["innotron"]), ("睿力", ["innotron"]),
        ("INNO", ["innotron"]), ("apple two école", ["apple-two"]), ("éco", ["apple-two"]),
        ("apple", ["cik-0000320193", "apple-two"]), ("computer", ["cik-0000320193"]),
        ("nobody", []), ("100%", []), ("_", []), ("'; DROP TABLE", []), ("edgar", []),
        ("", ["cik-0000320193", "apple-two", "innotron"]),
    ]

    @Test func `a company is found by key, ticker, register number, any name or a part of it`()
        async throws
    {
        try await withReadModelLog { log in
            try await log.append(Self.companies)
            try await log.project()
            for (question, keys) in Self.questions {
                let found = try await log.models.companies(matching: question)
                #expect(found.map(\.key) == keys, "\(question)")
            }
        }
    }

    @Test func `an exact match hides the partial ones`() async throws {
        try await withReadModelLog { log in
            try await log.append(Self.companies)
            try await log.append([(StreamName(stored: "company-apple"), .named("Apple"))])
            try await log.project()
            let found = try await log.models.companies(matching: "apple")
            #expect(found.map(\.key) == ["apple"])
            #expect(found.map(\.isExact) == [true])
        }
    }

    @Test func `a company is known as of a position by what had been recorded by then`()
        async throws
    {
        try await withReadModelLog { log in
            try await log.append(Self.companies)
            try await log.project()
            let models = log.models
            let matches = try await (0...9).asyncMap { position in
                try await models.companies(matching: "aapl", at: position).count
            }
            #expect(matches == [0, 0, 0, 0, 1, 1, 1, 1, 1, 1])
            let names = try await models.companies(matching: "320193", at: 3).first?.names
            #expect(names?.map { $0["name"] } == ["Apple Inc.", "APPLE COMPUTER INC"])
            #expect(try await models.companies(matching: "睿力集成", at: 6).isEmpty)
        }
    }

    @Test func `a history is in the order of first day, last day and position; undated last`()
        async throws
    {
        try await withReadModelLog { log in
            let dated: [(String, String?)] = [
                ("F1", nil), ("F2", "2024-06"), ("F3", "2024-06-01"), ("F4", "2023"),
                ("F5", "2024-06"), ("F6", "2024-06-01/.."), ("F7", "../2024-06-01"),
            ]
            for (id, wording) in dated {
                let date = try wording.map { try UncertainDate.reading($0) }
                try await log.append([(.sample, .claim(id, date: date))])
            }
            try await log.append([(.other, .claim("F9", of: "other"))])
            try await log.project()
            let lines = try await log.models.timeline(of: .sample)
            #expect(
                lines.map { $0.record["claim"]?.stringValue }
                    == ["F4", "F3", "F7", "F2", "F5", "F6", "F1"])
            let early = try await log.models.timeline(of: .sample, at: 4)
            #expect(
                early.map { $0.record["claim"]?.stringValue } == ["F4", "F3", "F2", "F1"])
            #expect(try await log.models.timeline(of: .sample, at: 0).isEmpty)
            #expect(try await log.models.timeline(of: StreamName(stored: "company-none")).isEmpty)
        }
    }

    @Test func `a brief history has the same lines with what a drawing shows`() async throws {
        try await withReadModelLog { log in
            var history = RandomHistory(seed: 21)
            try await log.append(history.events(120))
            try await log.project()
            let stream = StreamName(stored: "company-a")
            let whole = try await log.models.timeline(of: stream)
            let brief = try await log.models.timeline(of: stream, brief: true)
            #expect(!whole.isEmpty && whole.count == brief.count)
            for (line, short) in zip(whole, brief) {
                #expect(line.position == short.position && line.anchor == short.anchor)
                #expect(line.last == short.last && line.publicBy == short.publicBy)
                #expect(line.publicFrom == short.publicFrom)
                for member in ["kind", "state", "title", "position"] {
                    #expect(line.record[member] == short.record[member], "\(member)")
                }
                #expect(line.record["source"]?["tier"] == short.record["source"]?["tier"])
            }
        }
    }

    @Test func `filings come oldest first, those of one day as recorded`() async throws {
        try await withReadModelLog { log in
            let filings: [(String, String)] = [
                ("2024-05-03", "3"), ("1994-01-26", "1"), ("2024-05-03", "2"), ("2024-01-01", "9"),
            ]
            for (day, number) in filings {
                try await log.append([(.sample, .filing(number, filedOn: .on(day)))])
            }
            try await log.project()
            let found = try await log.models.filings(of: .sample)
            #expect(found.map { $0["accession"]?.stringValue } == ["1", "9", "3", "2"])
            let early = try await log.models.filings(of: .sample, at: 2)
            #expect(early.map { $0["accession"]?.stringValue } == ["1", "3"])
        }
    }
}

extension Sequence where Self: Sendable {
    fileprivate func asyncMap<Value>(_ body: (Element) async throws -> Value) async rethrows
        -> [Value]
    {
        var values: [Value] = []
        for element in self { values.append(try await body(element)) }
        return values
    }
}
