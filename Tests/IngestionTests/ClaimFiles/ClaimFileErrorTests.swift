import Filings
import Testing

@testable import Ingestion

struct ClaimFileErrorTests {
    private static func minimal(_ changes: [String: String]) -> String {
        let fields = [
            ("company", "innotron"), ("kind", "contract"), ("title", "Signs"),
            ("date", "2024-06-12"),
            ("source", "https://example.org/a"),
        ]
        let known = fields.map { "\($0.0): \(changes[$0.0] ?? $0.1)" }
        let names = fields.map(\.0)
        let added = changes.filter { !names.contains($0.key) }.sorted { $0.key < $1.key }
        return (known + added.map { "\($0.key): \($0.value)" }).joined(separator: "\n")
    }

    @Test(
        arguments: [
            (
                "company", "Innotron", 1, "company: 'Innotron' cannot be read",
                "did you mean 'innotron'?"
            ),
            ("kind", "contrct", 2, "kind: 'contrct' is not known", "did you mean 'contract'?"),
            ("kind", "zzz", 2, "kind: 'zzz' is not known", "write one of contract, funding"),
            ("kind", "[contract]", 2, "kind: a text is expected", ""),
            ("title", "", 1, "title: missing", ""),
            ("date", "sometime", 4, "date: 'sometime' cannot be read", "sometime"),
            ("date", "2024-02-30", 4, "date: '2024-02-30' cannot be read", ""),
            ("date", "{quoted: x, earliest: soon}", 4, "date: 'x' cannot be read", "'earliest'"),
            (
                "date", "{qouted: x, edtf: 2024}", 4, "date.qouted: there is no such field",
                "'quoted'"
            ),
            ("source", "{quote: x}", 5, "source: a source with a title", ""),
            ("source", "{url: example.org, title: T}", 5, "source.url: 'example.org'", "https://"),
            ("source", "{title: T, tier: X}", 5, "source.tier: 'X' is not known", "P"),
            ("source", "{title: T, sha256: abc}", 5, "source.sha256: 'abc'", "64"),
            ("source", "{title: T, retrieved: yesterday}", 5, "source.retrieved:", "ISO 8601"),
            ("amount", "$2.4 billion", 6, "amount: '$2.4 billion' cannot be read", "USD, HKD"),
            (
                "amount", "{value: 1, currency: CNX}", 6, "amount.currency: 'CNX'",
                "did you mean 'CN"
            ),
            ("amount", "{value: 1e9, currency: CNY}", 6, "amount.value: '1e9'", "decimal"),
            ("amount", "{currency: CNY}", 6, "amount.value: missing", ""),
            ("amount", "{value: 2, currency: CNY, bound: between}", 6, "amount.upper:", ""),
            (
                "amount", "{value: 2, currency: CNY, bound: atleats}", 6, "amount.bound:",
                "'atLeast'"
            ),
            ("state", "plannd", 6, "state: 'plannd' is not known", "did you mean 'planned'?"),
            ("parties", "[{name: A}]", 6, "parties[0].role: missing", ""),
            ("parties", "[{name: A, role: b, key: A B}]", 6, "parties[0].key: 'A B'", "'a-b'"),
            (
                "relation", "{subject: A, predicate: contrls, object: B}", 6, "relation.predicate:",
                "controls"
            ),
            ("milestone", "plant/start", 6, "milestone.phase: missing", ""),
            ("publishedAt", "2024-06-12", 6, "publishedAt: '2024-06-12'", "instant"),
            ("knownOn", "June", 6, "knownOn: 'June'", "YYYY-MM-DD"),
            ("id", "a b", 6, "id: 'a b'", "claim id"),
            ("tilte", "x", 6, "tilte: there is no such field", "did you mean 'title'?"),
            ("looked", "{on: 2024-06-12}", 6, "looked.sources: missing", ""),
            ("quantities", "[30000]", 6, "quantities[0]: '30000' cannot be read", "unit"),
        ] as [(String, String, Int, String, String)])
    func `an error names its line and field and what to write`(
        field: String, value: String, line: Int, begins: String, hint: String
    ) {
        let found = ClaimText.complaints(Self.minimal([field: value]))
        #expect(found.count == 1)
        #expect(found.first?.hasPrefix("claims.yaml:\(line): \(begins)") == true, "\(found)")
        #expect(hint.isEmpty || found.first?.contains(hint) == true, "\(found)")
    }

    @Test func `every error of a file is told at once, by line, and nothing is returned`() {
        let text = """
            company: innotron
            sources:
              S1: {title: T, tierr: P}
            claims:
              - {id: F1, kind: plnt, title: A, date: unknown, source: S1}
              - {id: F2, kind: plant, date: unknown, source: S2}
              - id: F2
                kind: plant
                title: B
                date: unknown
                source: S1
              - {id: F2, kind: plant, title: C, date: unknown, source: S1}
              - {kind: plant, title: C, source: S1, placee: x}
            """
        #expect(
            ClaimText.complaints(text) == [
                "claims.yaml:3: sources.S1.tierr: there is no such field; did you mean 'tier'?",
                "claims.yaml:5: claims[0].kind: 'plnt' is not known; did you mean 'plant'?",
                "claims.yaml:6: claims[1].title: missing",
                "claims.yaml:6: claims[1].source: 'S2' is not known; did you mean 'S1'?",
                "claims.yaml:12: claims[3]: 'claim:innotron/F2' is already on line 7",
                "claims.yaml:13: claims[4].placee: there is no such field; did you mean 'place'?",
                "claims.yaml:13: claims[4].date: missing",
            ])
    }

    @Test func `the company is missed once and elsewhere taken from the block`() {
        let text = "claims: [{kind: plant, title: A, date: unknown, source: T}]"
        #expect(ClaimText.complaints(text) == ["claims.yaml:1: claims[0].company: missing"])
        #expect(ClaimText.complaints("company: innotron\n" + text) == [])
        #expect(
            ClaimText.complaints("company: Inno\n" + text).first?.hasPrefix(
                "claims.yaml:1: company: 'Inno'")
                == true)
    }

    @Test(
        arguments: [
            ("a: [", "a.yaml", 2), ("company: a\ncompany: b", "a.yaml", 1),
            ("x: *nothing", "a.yaml", 1), ("\u{7}", "a.yaml", 1), ("? [a]\n: b", "a.yaml", 1),
            ("{\n\"a\": 1,\n\"a\": 2}", "a.json", 3), ("{\"a\": }", "a.json", 1),
            ("\n{\"a\"\n", "a.jsonl", 2), ("\n\n{\"a\": \"\\ud800\"}", "a.jsonl", 3),
            ("<<: 5\n", "a.yaml", 1), ("", "a.yaml", 1), ("# nothing", "a.yaml", 1),
            ("[]", "a.json", 1), ("just words", "a.yaml", 1),
            (String(repeating: "[", count: 100_000), "a.yaml", 1),
            (String(repeating: "[", count: 100_000), "a.json", 1),
        ] as [(String, String, Int)])
    func `a text that cannot be read says where`(text: String, name: String, line: Int) {
        #expect(
            ClaimText.complaints(text, name: name).first?.hasPrefix("\(name):\(line): ") == true)
    }

    @Test func `bytes that are no UTF-8 and aliases that blow up are refused`() {
        #expect(throws: ClaimFileErrors.self) {
            try ClaimFile.read([0x61, 0x3A, 0x20, 0xFF], name: "a.yaml")
        }
        let bomb = (1..<9).map { level in
            let many = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
            return "a\(level): &a\(level) [\(many)]"
        }
        let text = (["a0: &a0 [x, x, x]"] + bomb).joined(separator: "\n")
        #expect(ClaimText.complaints(text).first?.contains("too large") == true)
    }

    @Test func `a line that is no json does not hide what is wrong in the others`() {
        let text = #"{"kind": }"# + "\n" + MinimalFormTests.line.replacing("contract", with: "plnt")
        let found = ClaimText.complaints(text, name: "a.jsonl")
        #expect(found.count == 2)
        #expect(found.last?.hasPrefix("a.jsonl:2: kind: 'plnt'") == true)
    }

    @Test func `a source is described once in a file`() {
        let text = """
            {"sources": {"S1": {"title": "T"}}}
            {"sources": {"S1": {"title": "U"}}}
            """
        #expect(
            ClaimText.complaints(text, name: "a.jsonl")
                == ["a.jsonl:2: sources.S1: 'S1' is already on line 1"])
    }
}
