import Compression
import Filings
import Foundation
import Ingestion
import Testing

/// An index as a document: what is one, what is not, and how it is read.
struct IndexDocumentTests {
    @Test(arguments: ["\n", "\r\n"])
    func `line ends and a byte order mark make no difference`(newline: String) throws {
        var fixture = IndexFixture([IndexFixture.row, "", IndexFixture.row])
        fixture.newline = newline
        let plain = try EdgarIndex().read(fixture.document())
        fixture.start = [0xEF, 0xBB, 0xBF]
        let marked = try EdgarIndex().read(fixture.document())
        #expect(plain.findings.count == 2)
        #expect(plain.refusals == [])
        #expect(marked == plain)
    }

    @Test func `a gzip is known by its content, held or in a file`() throws {
        let fixture = IndexFixture([IndexFixture.row, "bad", IndexFixture.row])
        let name = "master.20200103.idx"
        let plain = try EdgarIndex().read(fixture.document(name))
        let packed = StoredGzip.pack(fixture.bytes)
        #expect(try EdgarIndex().read(SourceDocument(name: name, bytes: packed)) == plain)
        for bytes in [fixture.bytes, packed] {
            let path = NSTemporaryDirectory() + "annals-index-\(UUID().uuidString)"
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            defer { try? FileManager.default.removeItem(atPath: path) }
            let document = SourceDocument(name: name, content: .file(path))
            #expect(try EdgarIndex().read(document) == plain)
            #expect(try document.held().bytes == bytes)
        }
    }

    @Test func `of a damaged gzip nothing is given`() throws {
        let packed = StoredGzip.pack(IndexFixture().bytes)
        for count in 2..<packed.count {
            let document = SourceDocument(name: "master.gz", bytes: Array(packed[..<count]))
            #expect(
                throws: SourceError.malformed(
                    document: "master.gz", reason: "the compressed data are cut short")
            ) { try EdgarIndex().pieces(of: document) }
        }
        // A digit of a filing day, where only the checksum can tell.
        var damaged = packed
        let day = try #require(packed.lastIndex(of: UInt8(ascii: "|")))
        damaged[day - 1] ^= 1
        #expect(
            throws: SourceError.malformed(
                document: "master.gz",
                reason: "the compressed data are damaged: incorrect data check")
        ) { try EdgarIndex().pieces(of: SourceDocument(name: "master.gz", bytes: damaged)) }
    }

    static let others: [(String, String)] = [
        ("", "an empty file"), ("\n \n", "an empty file"),
        ("<!DOCTYPE html>\n<html>", "an HTML or XML page"),
        ("\u{FEFF}  <?xml version=\"1.0\"?><Error/>", "an HTML or XML page"),
        ("PK\u{3}\u{4}", "a zip file"), ("\u{1F}\u{9D}", "packed data that are no gzip"),
        ("{\"cik\":1}", "no line of dashes above rows"),
        (IndexFixture.row + "\n", "no line of dashes above rows"),
        (String(repeating: "\n", count: 99) + String(repeating: "-", count: 80), "an empty file"),
        (
            "Description: x\nCIK|Name\n" + String(repeating: "-", count: 80),
            "the columns CIK|Name"
        ),
        (String(repeating: "-", count: 80), "the columns (none)"),
    ]

    @Test(arguments: others)
    func `what is no index says what it is`(text: String, found: String) {
        let document = SourceDocument(name: "master.idx", bytes: Array(text.utf8))
        let error = SourceError.wrongKind(
            document: "master.idx", expected: "a master, form or company index of EDGAR",
            found: found)
        #expect(throws: error) { try EdgarIndex().read(document) }
    }

    @Test func `a line without end is an error and not a heap of memory`() {
        let document = IndexFixture([String(repeating: "x", count: 300_000)]).document()
        #expect(
            throws: SourceError.malformed(
                document: "master.20200103.idx", reason: "line 7 has more than 262144 bytes")
        ) { try EdgarIndex().read(document) }
    }

    @Test func `a missing file is unreadable`() {
        let document = SourceDocument(
            name: "master.gz", content: .file("/nonexistent/master.gz"))
        #expect(
            throws: SourceError.unreadable(
                document: "master.gz", reason: "No such file or directory")
        ) { try EdgarIndex().pieces(of: document) }
    }

    @Test(arguments: [0, 1, 9_999, 10_000, 10_001, 25_000])
    func `pieces together are the whole, and only the last speaks of completeness`(
        count: Int
    ) throws {
        let rows = (0..<count).map { index in
            index % 1000 == 7 ? "bad" : IndexFixture.row
        }
        let document = IndexFixture.quarter(rows).document("master.gz")
        let whole = try EdgarIndex().read(document)
        var pieces = try EdgarIndex().pieces(of: document)
        var readings: [SourceReading] = []
        while let piece = try pieces.next() { readings.append(piece) }
        let further = try pieces.next()
        #expect(further == nil)
        #expect(readings.flatMap(\.findings) == whole.findings)
        #expect(readings.flatMap(\.refusals) == whole.refusals)
        #expect(whole.findings.count + whole.refusals.count == count)
        #expect(readings.allSatisfy { $0.findings.count + $0.refusals.count <= 10_000 })
        #expect(readings.dropLast().allSatisfy { $0.listing == nil && $0.coverage == [] })
        #expect(readings.last?.listing == whole.listing)
        #expect(readings.last?.coverage == whole.coverage)
        #expect(whole.coverage.count == 1)
    }

    @Test func `rows are counted without making events`() throws {
        let document = IndexFixture([IndexFixture.row, "bad", IndexFixture.row]).document()
        let counts = try EdgarIndex.countRows(of: document)
        #expect(counts.taken == 2)
        #expect(counts.refused == 1)
    }

    @Test(arguments: [
        ("master.20200103.idx", true), ("master.2020QTR1.gz", true), ("form.idx", true),
        ("company.gz", true), ("form.2021QTR1.excerpt.idx", true), ("master.idx.gz", true),
        ("folder/master.gz", true), ("master@2026-03-05.gz", true), ("crawler.idx", false),
        ("xbrl.gz", false), ("company.json.gz", false), ("company_tickers.json.gz", false),
        ("master.Z", false), ("master", false), ("master.txt", false), ("", false),
    ])
    func `its files are known by their names`(name: String, isRead: Bool) {
        #expect(EdgarIndex().reads(fileNamed: name) == isRead)
    }
}
