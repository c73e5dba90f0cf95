import CanonicalJSON
import Filings
import Postgres
import Testing

@testable import Projections

@Suite struct FindingTextsTests {
    private static let history: [(StreamName, NewEvent)] = [
        (.sample, .named("Innotron Memory")), (.sample, .named("睿力集成", .alias)),
        (.sample, .claim("F1", #"A plant for 30,000 WAFERS a "month""#)),
        (.other, .named("GigaDevice")),
        (
            .other,
            .claim("F2", of: "other", "晶圆 wafers of another ÉCOLE", knownOn: .on("2024-06-29"))
        ),
        (.sample, .filing(filedOn: .on("2024-01-02"))),
        (.sample, .claim("F3", "Packaging of megawafers")),
        (.sample, .listed("2", filedOn: .on("2024-03-01")) { $0.title = "晶圆年度报告" }),
    ]

    private func withHistory(_ body: (ReadModels) async throws -> Void) async throws {
        try await withReadModelLog { log in
            try await log.append(Self.history)
            try await log.project()
            try await body(log.models)
        }
    }

    private static func id(_ found: ReadModels.FoundText) -> String {
        (found.record["claim"] ?? found.record["accession"])?.stringValue ?? "?"
    }

    @Test func `texts with all words come first, then those with the text within a word`()
        async throws
    {
        try await withHistory { models in
            let questions: [(String, [String])] = [
                ("wafers", ["F1 words", "F2 words", "F3 part"]),
                ("WAFERS month", ["F1 words"]), ("month wafers", ["F1 words"]),
                ("晶圆", ["F2 words", "2 part"]), ("圆", ["F2 part", "2 part"]),
                ("圆年", ["2 part"]), ("圆年度", ["2 part"]), ("école", ["F2 words"]),
                (#"a "month""#, ["F1 words"]), ("30,000 w", ["F1 part"]), ("f3", ["F3 words"]),
                ("megawafers", ["F3 words"]), ("another wafers plant", []),
                ("8-K", []), ("%", []), ("_", []), (#"\"#, []), ("claim.asserted", []),
                ("tester", []), ("'; DROP TABLE", []), ("a:* | !b", []),
            ]
            for (question, expected) in questions {
                let found = try await models.texts(matching: question)
                #expect(
                    found.map { "\(Self.id($0)) \($0.match)" } == expected, "\(question)")
            }
            let filing = try await models.texts(matching: "年度报告").first?.record
            #expect(filing?["kind"] == "filing" && filing?["title"] == "晶圆年度报告")
        }
    }

    @Test func `texts are found as of a position and a published day, so many at most`()
        async throws
    {
        try await withHistory { (models) async throws in
            func found(
                _ text: String, at position: Int64? = nil, asOf day: String? = nil, most: Int = 100
            ) async throws -> [String] {
                try await models.texts(
                    matching: text, at: position, asOf: day.map { .on($0) }, most: most
                ).map(Self.id)
            }
            #expect(try await found("wafers", most: 1) == ["F1"])
            #expect(try await found("wafers", at: 2) == [])
            #expect(try await found("wafers", at: 4) == ["F1"])
            #expect(try await found("晶圆", at: 7) == ["F2"])
            #expect(try await found("晶圆", asOf: "2024-02-29") == [])
            #expect(try await found("晶圆", asOf: "2024-03-01") == ["2"])
            #expect(try await found("wafers", asOf: "2024-06-29") == ["F2"])
        }
    }

    @Test func `a misspelt name or word finds the right one`() async throws {
        try await withHistory { models in
            let names: [(String, [String])] = [
                ("gigadevise", ["other"]), ("Gigadvice", ["other"]), ("inotron", ["sample"]),
                ("Innotron Memry", ["sample"]), ("睿力集城", ["sample"]), ("nobody at all", []),
                ("", []), ("%", []),
            ]
            for (question, keys) in names {
                let found = try await models.companies(spelledLike: question)
                #expect(found.map(\.key) == keys, "\(question)")
                #expect(found.allSatisfy { $0.match == .similar })
            }
            let early = try await models.companies(spelledLike: "gigadevise", at: 3)
            #expect(early == [])
            let texts = try await models.texts(spelledLike: "packageing")
            #expect(texts.map { "\(Self.id($0)) \($0.match)" } == ["F3 similar"])
            let hidden = try await models.texts(
                spelledLike: "anothr", asOf: .on("2024-06-28"))
            #expect(hidden == [])
        }
    }

    @Test func `of companies the exact ones come alone, else words before parts`() async throws {
        try await withReadModelLog { log in
            let names = ["Apple", "Pineapple Corp", "Corp of Apple Trees", "Apple Trees Inc."]
            for (index, name) in names.enumerated() {
                try await log.append([(StreamName(stored: "company-c\(index)"), .named(name))])
            }
            try await log.project()
            let questions: [(String, [String])] = [
                ("apple", ["c0 exact"]), ("apple tree", ["c3 part", "c2 part"]),
                ("trees apple", ["c3 words", "c2 words"]),
                ("appl", ["c0 part", "c3 part", "c2 part", "c1 part"]),
                ("corp", ["c2 words", "c1 words"]), ("pple t", ["c3 part", "c2 part"]),
            ]
            for (question, expected) in questions {
                let found = try await log.models.companies(matching: question)
                #expect(found.map { "\($0.key) \($0.match)" } == expected, "\(question)")
            }
        }
    }

    @Test func `words, parts of three letters and similar spellings are read from indexes`()
        async throws
    {
        try await withReadModelLog { log in
            try await log.append(Self.history)
            try await log.project()
            let schema = try await log.pool.perform { connection throws(DatabaseError) in
                try ProjectionTable<SearchTexts>.trigramSchema(on: connection)
            }
            let conditions = [
                "words @@ plainto_tsquery('pg_catalog.simple'::regconfig, 'wafers')",
                "folded LIKE '%圆年度%'", "'gigadevise' OPERATOR(\(schema).<<%) folded",
            ]
            for condition in conditions {
                let plan = try await log.pool.perform { connection throws(DatabaseError) in
                    try connection.transaction(throwing: DatabaseError.self) {
                        connection throws(DatabaseError) in
                        // So small a table would be read whole.
                        try connection.execute("SET LOCAL enable_seqscan = off")
                        return try connection.query(
                            """
                            EXPLAIN SELECT FROM annals_read.search_texts
                            WHERE \(raw: condition)
                            """
                        ).map { row throws(DatabaseError) -> String in try row.decode(0) }
                    }
                }
                #expect(plan.contains { $0.contains("Bitmap Index Scan") }, "\(condition)")
            }
        }
    }
}
