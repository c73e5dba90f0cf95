import CanonicalJSON
import Testing

@testable import Rendering

struct TableTests {
    private let set = RecordSet(
        fields: [
            Field("position", .number), Field("form"), Field("title", .text), .date("date"),
            .amount("amount"), Field("accession", detail: true),
        ],
        records: [
            [
                "position": 3, "form": "8-K", "title": "睿力集成 signs a contract for land in Shanghai",
                "date": RecordSetTests.date,
                "amount": ["value": "17100000000", "currency": "CNY", "bound": "atLeast"],
                "accession": "0001163302-25-000028",
            ],
            ["position": 12, "form": "10-Q", "title": "长鑫存储", "accession": "0001163302-25-000029"],
        ])

    private func lines(_ options: RenderOptions) -> [String] {
        set.text(as: .table, options: options).split(separator: "\n").map(String.init)
    }

    @Test func `without a limit everything is on one line`() {
        #expect(
            lines(RenderOptions()) == [
                "position  form  title                                           date"
                    + "             amount  accession",
                "────────  ────  ──────────────────────────────────────────────  ─────────"
                    + "  ────────────  ────────────────────",
                "       3  8-K   睿力集成 signs a contract for land in Shanghai  mid 2026~"
                    + "  ≥ CNY 17.1bn  0001163302-25-000028",
                "      12  10-Q  长鑫存储                                      "
                    + "                           0001163302-25-000029",
            ])
    }

    @Test func `words are wrapped and details go first when there is little room`() {
        #expect(
            lines(RenderOptions(width: 60, ascii: false)) == [
                "position  form  title                date             amount",
                "────────  ────  ───────────────────  ─────────  ────────────",
                "       3  8-K   睿力集成 signs a     mid 2026~  ≥ CNY 17.1bn",
                "                contract for land",
                "                in Shanghai",
                "      12  10-Q  长鑫存储",
                "(also has accession: choose with --fields)",
            ])
    }

    @Test func `what does not fit at all is shown one field a line`() {
        #expect(
            lines(RenderOptions(width: 40)) == [
                "─[ 1 ]──────────────────────────────────",
                "position   3", "form       8-K", "title      睿力集成 signs a contract for",
                "           land in Shanghai", "date       mid 2026~",
                "amount     ≥ CNY 17.1bn", "accession  0001163302-25-000028",
                "─[ 2 ]──────────────────────────────────",
                "position   12", "form       10-Q", "title      长鑫存储", "date", "amount",
                "accession  0001163302-25-000029",
            ])
        #expect(lines(RenderOptions(expanded: true)).first?.hasPrefix("─[ 1 ]──") == true)
    }

    @Test func `an ASCII table is 7-bit`() {
        let text = set.text(as: .table, options: RenderOptions(ascii: true))
        #expect(text.utf8.allSatisfy { $0 < 0x80 })
        #expect(text.contains(">= CNY 17.1bn"))
    }

    @Test func `colour adds no words and nothing without it has escapes`() {
        let plain = set.text(as: .table, options: RenderOptions(width: 60))
        let coloured = set.text(as: .table, options: RenderOptions(width: 60, colour: true))
        #expect(!plain.contains("\u{1b}"))
        #expect(coloured.contains("\u{1b}[1m"))
        #expect(History.plain(coloured) == plain)
    }

    @Test func `a table shows an object of words by its title and csv shows its members`() {
        let source = Field("source", .text, members: ["title", "tier"])
        let set = RecordSet(
            fields: [source], records: [["source": ["title": "Notice 2024-022", "tier": "P"]]])
        #expect(set.text(as: .table).contains("\nNotice 2024-022\n"))
        #expect(set.text(as: .csv) == "source.title,source.tier\r\nNotice 2024-022,P\r\n")
    }

    @Test func `an empty result says so`() {
        let empty = RecordSet(fields: ["a"], records: [])
        #expect(empty.text(as: .table) == "a\n─\n(no records)\n")
        #expect(RecordSet(fields: [], records: []).text(as: .table) == "")
    }

    @Test func `wide fonts get rules that keep their width`() {
        let options = RenderOptions(width: 60, ambiguousWide: true)
        #expect(lines(options)[1].hasPrefix("--------  ----"))
    }
}
