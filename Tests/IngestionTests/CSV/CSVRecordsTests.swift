import Testing

@testable import Ingestion

struct CSVRecordsTests {
    private static func records(
        _ text: String, delimiter: String = ","
    ) throws -> [CSVRecords.Record] {
        var reader = CSVRecords(Array(text.utf8), delimiter: Array(delimiter.utf8)[0])
        var records: [CSVRecords.Record] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    private static func texts(_ record: CSVRecords.Record) -> [String] {
        record.fields.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(
        arguments: [
            ("a,b\nc,d", [["a", "b"], ["c", "d"]]),
            ("a,b\r\nc,d\r\n", [["a", "b"], ["c", "d"]]),
            ("a\rb\r", [["a"], ["b"]]),
            ("\n\na,\n\n,b\n\n", [["a", ""], ["", "b"]]),
            ("\"a,b\",\"c\nd\",\"e\"\"f\"", [["a,b", "c\nd", "e\"f"]]),
            ("\"\",\"\"\"\"", [["", "\""]]),
            ("\u{FEFF}a,b", [["a", "b"]]),
            ("\u{957F}\u{946B},\" x \"", [["\u{957F}\u{946B}", " x "]]),
            ("", []), ("\n", []), (",", [["", ""]]),
        ] as [(String, [[String]])])
    func `records are as RFC 4180 has them`(text: String, expected: [[String]]) throws {
        let records = try Self.records(text)
        #expect(records.map(Self.texts) == expected)
        #expect(records.allSatisfy { $0.fault == nil })
    }

    @Test(arguments: [";", "|", "\t"])
    func `another delimiter leaves commas alone`(delimiter: String) throws {
        let records = try Self.records("a,b\(delimiter)\"c\(delimiter)\"", delimiter: delimiter)
        #expect(records.map(Self.texts) == [["a,b", "c\(delimiter)"]])
    }

    @Test func `a record's line is where it begins, whatever its fields hold`() throws {
        let records = try Self.records("a\r\n\"b\r\nb\rb\nb\"\r\n\r\nc")
        #expect(records.map(\.line) == [1, 2, 7])
    }

    @Test(arguments: [
        ("a\"b,c\nd", "a quote stands inside of a field without quotes"),
        ("\"a\"b,c\nd", "text stands behind the closing quote of a field"),
        ("\"a\" ,c\nd", "text stands behind the closing quote of a field"),
    ])
    func `a record with a stray quote has a fault, the next has none`(
        text: String, fault: String
    ) throws {
        let records = try Self.records(text)
        #expect(records.map(\.fault) == [fault, nil])
        #expect(records.last.map(Self.texts) == ["d"])
    }

    @Test(arguments: [("a\n\"b\nc,d", 2), ("\"", 1), ("a,\"b\"\"", 1)])
    func `a quoted field without an end is told by the line it begins on`(
        text: String, line: Int
    ) {
        #expect(throws: CSVRecords.Unclosed(line: line)) { try Self.records(text) }
    }
}
