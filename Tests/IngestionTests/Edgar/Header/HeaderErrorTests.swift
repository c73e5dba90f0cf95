import Filings
import Ingestion
import Testing

/// Headers that say too little, odd things, or are none.
struct HeaderErrorTests {
    private typealias Fixture = HeaderFixture
    private static let party = Fixture.party("FILER", cik: "7")

    @Test(arguments: [
        ("", "nothing"),
        ("<html><body>Not found", "a text that begins with \"<html><body>Not found\""),
        ("-----BEGIN PRIVACY-ENHANCED", "a text that begins with \"-----BEGIN PRIVACY-ENHANCED\""),
        ("<DOCUMENT>\n<TYPE>4\nACCESSION NUMBER: 1", "a text that begins with \"<DOCUMENT>\""),
    ])
    func `a text without a header is of another kind`(text: String, found: String) {
        let error = SourceError.wrongKind(
            document: "0001999990-24-000031.txt", expected: "the header of an EDGAR submission",
            found: found)
        #expect(throws: error) { try Fixture.reading(text) }
    }

    @Test(arguments: [
        (
            "<SEC-HEADER>x\nTYPE: 4\nFILED AS OF DATE: 20240703",
            "the header has no accession number"
        ),
        ("ACCESSION NUMBER: 1234", "line 1: \"1234\" is no accession number"),
        (
            "<SEC-HEADER>\nACCESSION NUMBER: 0001999990-24-000031\nFILED AS OF DATE: 20240703",
            "the header has no submission type"
        ),
        (
            "ACCESSION NUMBER: 0001999990-24-000031\n<TYPE>4", "the header has no filing date"
        ),
        (
            "ACCESSION NUMBER: 0001999990-24-000031\n<TYPE>4\n<FILING-DATE>20240231",
            "line 3: \"20240231\" is no day of the calendar"
        ),
        (
            "ACCESSION NUMBER: 0001999990-24-000031\n<TYPE>4\n<FILING-DATE>20240229",
            "the header names no filer"
        ),
    ])
    func `without its number, form, day or filer a header is malformed`(
        text: String, reason: String
    ) {
        let error = SourceError.malformed(document: "0001999990-24-000031.txt", reason: reason)
        #expect(throws: error) { try Fixture.reading(text) }
    }

    @Test(arguments: [
        ("CONFORMED PERIOD OF REPORT: 00000000", "PERIOD \"00000000\" is no day of the calendar"),
        ("<ACCEPTANCE-DATETIME>20240703256000", "\"20240703256000\" is no time of acceptance"),
        ("something said in passing", "no field of a header: \"something said in passing\""),
        ("<open tag without an end", "no field of a header: \"<open tag without an end\""),
    ])
    func `an odd line is refused with its place, the rest is taken`(
        line: String, reason: String
    ) throws {
        let reading = try Fixture.reading(
            Fixture.header("<TYPE>4", line, parties: Self.party))
        #expect(reading.refusals.map(\.reason) == [reason])
        #expect(reading.refusals.map(\.place.part) == ["line 4"])
        #expect(reading.filings.count == 1)
        #expect(reading.filings.first?.acceptedClock != .header)
        #expect(reading.coverage.map(\.state) == [.partial])
    }

    @Test func `a party without a key is refused, the others are taken`() throws {
        let nameless = "ISSUER:\n\n\tCOMPANY DATA:\n\t\tCOMPANY CONFORMED NAME:\tY\n"
        let reading = try Fixture.reading(
            Fixture.header("<TYPE>4", parties: Self.party + nameless))
        #expect(reading.refusals.map(\.reason) == ["ISSUER: no CIK"])
        #expect(reading.filings.map(\.filer) == ["7"])
    }

    @Test func `a private submission is not public since its acceptance`() throws {
        func reading(_ first: String, changed: String) throws -> SourceReading {
            try Fixture.reading(
                "\(first)\n<ACCEPTANCE-DATETIME>20240703161511\n<PRIVATE-TO-PUBLIC>\n"
                    + Fixture.header(
                        "<TYPE>UPLOAD", "DATE AS OF CHANGE: \(changed)", parties: Self.party))
        }
        let stated = try reading("<SEC-HEADER>a.hdr.sgml : 20240814", changed: "20240815")
        #expect(stated.findings.last?.event.publishedAt == nil)
        #expect(stated.filings.map(\.acceptedText) == ["20240703161511"])
        #expect(stated.filings.map(\.releasedOn?.text) == ["2024-08-14"])
        let bare = try reading("", changed: "20240815")
        #expect(bare.filings.map(\.releasedOn?.text) == ["2024-08-15"])
        let unsaid = try reading("", changed: "20240703")
        #expect(unsaid.findings.last?.event.publishedAt == nil)
        #expect(unsaid.filings.map(\.releasedOn) == [nil])
        #expect(unsaid.filings.map { $0.details["privateToPublic"] } == [true])
    }

    @Test(arguments: [
        ("8-K", ["Other Events", "A Title to Come"], ["8.01"], "Other Events\nA Title to Come"),
        ("8-K", ["9.99"], [], "9.99"),
        ("8-K/A", ["FINANCIAL STATEMENTS AND EXHIBITS"], ["9.01"], nil),
        ("D", ["06b", "3C", "3C.7"], [], "06b,3C,3C.7"),
        ("1-U", ["Fundamental Changes"], [], "Fundamental Changes"),
    ])
    func `items that are not known stay as the header has them`(
        form: String, items: [String], codes: [String], text: String?
    ) throws {
        let lines = items.map { "ITEM INFORMATION:\t\t\($0)" }.joined(separator: "\n")
        let reading = try Fixture.reading(
            Fixture.header("<TYPE>\(form)", lines, parties: Self.party))
        #expect(reading.refusals == [])
        #expect(reading.filings.map(\.items) == [codes])
        #expect(reading.filings.map(\.itemsText) == [text])
    }
}
