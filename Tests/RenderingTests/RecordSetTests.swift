import CanonicalJSON
import Testing

@testable import Rendering

struct RecordSetTests {
    static let date: JSONValue = [
        "quoted": "mid-2026", "edtf": "[2026-05..2026-08]", "earliest": "2026-05-01",
        "latest": "2026-08-31", "precision": "vague", "status": "assumed",
        "convention": "mid-year=May-Aug@1",
    ]
    static let set = RecordSet(
        fields: [
            Field("position", .number), Field("title", .text), .date("date"), .amount("amount"),
            Field("parties", .list),
        ],
        records: [
            [
                "position": 3, "title": "round, \"B\"\nof 睿力|x", "date": date,
                "amount": ["value": "17100000000", "currency": "CNY", "bound": "atLeast"],
                "parties": [["name": "GigaDevice", "role": "investor"], ["name": "others"]],
            ],
            ["position": 12, "title": "", "amount": nil],
        ],
        basis: ["head": 57, "root": "9f2c"])

    @Test func `json is one canonical object with the basis first`() throws {
        let text = Self.set.text(as: .json)
        let value = try JSONValue(parsing: String(text.dropLast()))
        #expect(text == value.canonicalText + "\n")
        #expect(value["basis"]?["head"] == 57)
        #expect(value["records"]?.arrayValue?.count == 2)
        #expect(value["records"]?.arrayValue?.first?["date"] == Self.date)
        #expect(RecordSet(fields: ["a"], records: []).text(as: .json) == "{\"records\":[]}\n")
    }

    @Test func `every line of jsonl stands alone`() throws {
        let lines = Self.set.text(as: .jsonl).split(separator: "\n")
        #expect(lines.count == 2)
        for line in lines {
            let value = try JSONValue(parsing: String(line))
            #expect(value.canonicalText == line)
            #expect(value["basis"]?["root"] == "9f2c")
        }
        let own = RecordSet(fields: ["basis"], records: [["basis": 1]], basis: ["head": 2])
        #expect(own.text(as: .jsonl) == "{\"basis\":1}\n")
    }

    @Test func `csv follows RFC 4180 and reads back as it was`() {
        let text = Self.set.text(as: .csv)
        let rows = Delimited.csv(text)
        #expect(rows.map(\.count) == [12, 12, 12])
        #expect(rows[0].prefix(4) == ["position", "title", "date.quoted", "date.edtf"])
        #expect(rows[1][1] == "round, \"B\"\nof 睿力|x")
        #expect(rows[1][8] == "17100000000")
        #expect(rows[1][11] == #"[{"name":"GigaDevice","role":"investor"},{"name":"others"}]"#)
        #expect(rows[2][1] == "")
        #expect(rows[2][2] == nil)
        #expect(text.utf8.count { $0 == 0x0D } == 3)
    }

    @Test func `csv of one empty field has a line that readers do not skip`() {
        let set = RecordSet(fields: ["a"], records: [["a": nil], ["a": ""], ["a": "=1+1"]])
        #expect(set.text(as: .csv) == "a\r\n\"\"\r\n\"\"\r\n=1+1\r\n")
    }

    @Test func `tsv has one line a record whatever the values hold`() {
        let set = RecordSet(
            fields: ["a", "b"], records: [["a": "x\ty\nz\\t\u{1b}[2J", "b": true], ["b": 7]])
        let text = set.text(as: .tsv)
        #expect(text == "a\tb\nx\\ty\\nz\\\\t\\x1b[2J\ttrue\n\t7\n")
        #expect(Delimited.tsv(text)[1][0] == "x\ty\nz\\t\u{1b}[2J")
    }

    @Test func `markdown escapes what would be markup`() {
        let set = RecordSet(
            fields: ["a|b", Field("n", .number)],
            records: [["a|b": "x|y *b* <i> _u_\nnew & \u{1b}", "n": 5]])
        #expect(
            set.text(as: .markdown)
                == "| a\\|b | n |\n| --- | ---: |\n"
                + "| x\\|y \\*b\\* &lt;i&gt; \\_u\\_<br>new &amp; \\\\x1b | 5 |\n")
    }

    @Test func `a selection has these fields in this order in every format`() throws {
        let selected = try Self.set.select(fields: ["date.edtf", "position", "position"])
        #expect(selected.text(as: .tsv) == "date.edtf\tposition\n[2026-05..2026-08]\t3\n\t12\n")
        let line =
            #"{"basis":{"head":57,"root":"9f2c"},"date.edtf":"[2026-05..2026-08]","#
            + #""position":3}"#
        #expect(selected.text(as: .jsonl).hasPrefix(line + "\n"))
        #expect(try Self.set.select(fields: ["date"]).fields == [.date("date")])
    }

    @Test func `an unknown field is refused with the known ones and a guess`() {
        let error = #expect(throws: UnknownField.self) {
            try RecordSet(fields: ["position", .amount("amount")], records: [])
                .select(fields: ["position", "amout.value"])
        }
        #expect(
            error?.description == "no field \"amout.value\"; did you mean \"amount.value\"? "
                + "Fields: position, amount, amount.value, amount.currency, amount.bound")
        let other = UnknownField(name: "\u{1b}", known: ["a"])
        #expect(other.description == "no field \"\\x1b\". Fields: a")
    }

    @Test func `a record keeps its order and replaces in place`() {
        var record: Record = ["b": 1, "a": 2]
        record["b"] = 3
        record["c"] = 4
        record["a"] = nil
        #expect(record.entries.map(\.name) == ["b", "c"])
        #expect(JSONValue.object(record.object).canonicalText == #"{"b":3,"c":4}"#)
        #expect(Record(["x": ["y": 1]]).value(at: "x.y") == 1)
        #expect(Record(["x": ["y": 1]]).value(at: "x.z") == nil)
        #expect(Record().value(at: "x") == nil)
    }
}
