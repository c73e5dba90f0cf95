import CanonicalJSON
import TestSupport
import Testing

@testable import Rendering

/// The same records, in the same order, with the same values in all formats.
struct RecordFormatPropertyTests {
    private static let texts = [
        "", " ", "a", "睿力集成", "tab\there", "line\nbreak", "cr\r\nlf", "quote\"s", "comma,", "|",
        "\\",
        "\\n", "\u{1b}]0;owned\u{7}", "\u{202e}abc", "\u{9b}31m", "=cmd()", "x\u{0}y", "👨‍👩‍👧",
    ]

    private func sets() -> [RecordSet] {
        var random = SplitMix64(seed: 4180)
        return (0..<60).map { _ in
            let fields: [Field] = ["id", Field("title", .text), Field("n", .number)]
            let records = (0..<Int.random(in: 0...8, using: &random)).map { index in
                var record: Record = ["id": .string("id-\(index)")]
                record["title"] = .string(
                    (0..<3).map { _ in Self.texts.randomElement(using: &random) ?? "" }.joined())
                if Bool.random(using: &random) {
                    record["n"] = .integer(Int64.random(in: -999...999, using: &random))
                }
                return record
            }
            return RecordSet(fields: fields, records: records, basis: ["head": 1])
        }
    }

    @Test func `csv, tsv, json and jsonl hold equal records`() throws {
        for set in sets() {
            let names = set.fields.map(\.name)
            let expected = set.records.map { record in
                names.map { CellText.flat(record[$0]) }
            }
            #expect(Array(Delimited.csv(set.text(as: .csv)).dropFirst()) == expected)
            let tsv = Delimited.tsv(set.text(as: .tsv)).dropFirst()
            #expect(Array(tsv) == expected.map { row in row.map { $0 ?? "" } })
            let json = try JSONValue(parsing: String(set.text(as: .json).dropLast()))
            #expect(json["records"]?.arrayValue == set.records.map { .object($0.object) })
            let lines = set.text(as: .jsonl).split(separator: "\n")
            #expect(lines.count == set.records.count)
            for (line, record) in zip(lines, set.records) {
                var object = try JSONValue(parsing: String(line)).objectValue ?? [:]
                object["basis"] = nil
                #expect(object == record.object)
            }
            #expect(
                set.text(as: .markdown).split(separator: "\n").count == set.records.count + 2)
        }
    }

    @Test(arguments: OutputFormat.allCases, [false, true])
    func `hostile text cannot act on a terminal`(format: OutputFormat, ascii: Bool) {
        for set in sets() {
            for expanded in [false, true] {
                let options = RenderOptions(
                    width: 60, ascii: ascii, expanded: expanded, terminal: true)
                let text = set.text(as: format, options: options)
                let acting = text.unicodeScalars.filter(SafeText.acts)
                let separators: [OutputFormat: [Unicode.Scalar]] = [
                    .csv: ["\n", "\r"], .tsv: ["\n", "\t"],
                ]
                let allowed = separators[format] ?? ["\n"]
                #expect(acting.allSatisfy(allowed.contains))
            }
        }
    }

    @Test func `json for a terminal has the same value as json for a pipe`() throws {
        for set in sets() {
            let shown = set.text(as: .json, options: RenderOptions(terminal: true)).dropLast()
            let piped = set.text(as: .json).dropLast()
            #expect(try JSONValue(parsing: String(shown)) == JSONValue(parsing: String(piped)))
        }
    }

    @Test func `a table has every id whole and no line beyond the width`() {
        for set in sets() {
            let text = set.text(as: .table, options: RenderOptions(width: 40))
            for line in text.split(separator: "\n") {
                #expect(CellMeasure().width(of: line) <= 40)
            }
            for record in set.records {
                #expect(text.contains(record["id"]?.stringValue ?? "missing"))
            }
        }
    }
}
