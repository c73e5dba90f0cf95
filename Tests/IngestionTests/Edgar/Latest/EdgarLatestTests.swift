import Filings
import Ingestion
import Testing

struct EdgarLatestTests {
    private typealias Entry = LatestFixture.Entry

    @Test func `an entry is a filing of its filer, accepted at a known instant`() throws {
        let entry = Entry(form: "8-K", role: "Filer", items: ["2.02", "9.01"])
        let reading = try LatestFixture([entry]).reading()
        #expect(reading.refusals == [])
        let finding = try #require(reading.findings.first)
        #expect(finding.stream.text == "company-cik-0001999990")
        #expect(finding.place.description == "start-0000.atom, entry 1")
        #expect(finding.event.id == "edgar:1999990/0001999990-25-000001/8-K")
        #expect(
            finding.event.source
                == "https://www.sec.gov/Archives/edgar/data/1999990/000199999025000001/"
                + "0001999990-25-000001-index.htm")
        #expect(finding.event.publishedAt?.text == "2025-12-12T21:02:03.000000Z")
        #expect(finding.event.tags == [])
        var filing = FilingListed(
            filer: "1999990", accession: "0001999990-25-000001", form: "8-K",
            filedOn: try #require(CivilDay("2025-12-12")))
        filing.reader = "edgar-latest"
        filing.filerName = "Quarry Lane Instruments, Inc."
        filing.roles = ["Filer"]
        filing.items = ["2.02", "9.01"]
        filing.acceptedText = "2025-12-12T16:02:03-05:00"
        filing.acceptedClock = .header
        #expect(reading.filings == [filing])
    }

    @Test func `entries of one filing, filer and form are one finding with all roles`() throws {
        let reading = try LatestFixture([
            Entry(role: "Reporting"), Entry(role: "Issuer"), Entry(role: "Reporting"),
            Entry(cik: "0000000042", role: "Reporting"), Entry(form: "4/A"),
            Entry(accession: "0001999990-25-000002", role: nil),
        ]).reading()
        let roles = reading.filings.map { "\($0.filer) \($0.form) \($0.roles)" }
        #expect(
            roles == [
                "1999990 4 []", "1999990 4/A [\"Issuer\"]", "42 4 [\"Reporting\"]",
                "1999990 4 [\"Issuer\", \"Reporting\"]",
            ])
        #expect(reading.notes["entries"] == "6")
        #expect(reading.refusals == [])
    }

    @Test func `findings are in the order of acceptance, notes have its ends`() throws {
        let times = ["16:02:03", "16:02:01", "15:00:00"]
        let entries = times.enumerated().map { index, time in
            Entry(
                accession: "0001999990-25-00000\(index)", updated: "2025-12-12T\(time)-05:00")
        }
        let reading = try LatestFixture(entries).reading()
        let published = reading.findings.compactMap(\.event.publishedAt)
        #expect(published.count == 3)
        #expect(published == published.sorted())
        #expect(reading.notes["oldest"] == "2025-12-12T20:00:00.000000Z")
        #expect(reading.notes["newest"] == "2025-12-12T21:02:03.000000Z")
    }

    @Test(
        arguments: [
            (Entry(name: "Crème &amp; Söhne"), "Crème & Söhne"),
            (Entry(title: "<![CDATA[4 - A & B (0001999990) (Issuer)]]>"), "A & B"),
            (Entry(name: "Lane (Q) (Trust)", role: nil), "Lane (Q) (Trust)"),
            (Entry(name: ""), nil),
        ] as [(LatestFixture.Entry, String?)])
    func `names are kept as written`(entry: LatestFixture.Entry, name: String?) throws {
        let reading = try LatestFixture([entry]).reading()
        #expect(reading.refusals == [])
        #expect(reading.filings.map(\.filerName) == [name])
    }

    @Test func `items of other forms are kept as a text`() throws {
        let filing = try LatestFixture([Entry(form: "D", items: ["3C", "3C.7"])]).reading().filings
        #expect(filing.map(\.items) == [[]])
        #expect(filing.map(\.itemsText) == ["3C,3C.7"])
    }

    @Test func `a time that cannot be read is kept as text and gives no instant`() throws {
        let reading = try LatestFixture([Entry(updated: "today")]).reading()
        #expect(reading.filings.map(\.acceptedText) == ["today"])
        #expect(reading.filings.map(\.acceptedClock) == [.unknown])
        #expect(reading.findings.map(\.event.publishedAt) == [nil])
        #expect(reading.notes["newest"] == nil)
    }

    @Test(
        arguments: [
            (
                Entry(title: "4 - Doe"), "the title \"4 - Doe\" is not FORM - NAME (CIK) (ROLE)"
            ),
            (
                Entry(cik: "0000000000"),
                "the title \"4 - Quarry Lane Instruments, Inc. (0000000000) (Issuer)\" "
                    + "is not FORM - NAME (CIK) (ROLE)"
            ),
            (Entry(category: "5"), "the form is 4 in the title, 5 in the category"),
            (Entry(id: "urn:x"), "the id \"urn:x\" has no accession number"),
            (
                Entry(id: "accession-number=0001999990-25-000009"),
                "the id says 0001999990-25-000009, the summary 0001999990-25-000001"
            ),
            (Entry(filed: "2025-02-30"), "0001999990-25-000001 has no filing date"),
            (Entry(summary: ""), "0001999990-25-000001 has no filing date"),
            (
                Entry(accession: "0001999990-25-000099", filed: "2025-12-11"),
                "0001999990-25-000099 differs from its entry before"
            ),
        ] as [(LatestFixture.Entry, String)])
    func `an entry that cannot be taken is refused with its place, the others are taken`(
        entry: LatestFixture.Entry, reason: String
    ) throws {
        let good = Entry(accession: "0001999990-25-000099")
        let reading = try LatestFixture([good, entry]).reading()
        #expect(reading.filings.map(\.accession) == ["0001999990-25-000099"])
        #expect(reading.refusals.map(\.description) == ["start-0000.atom, entry 2: \(reason)"])
    }

    @Test func `every proper beginning of a page is refused`() throws {
        let whole = LatestFixture([Entry()]).document.bytes
        for length in 0..<whole.count {
            let cut = SourceDocument(name: "start-0000.atom", bytes: Array(whole.prefix(length)))
            #expect(throws: SourceError.self) { try EdgarLatest().read(cut) }
        }
    }

    @Test(
        arguments: [
            ("<!DOCTYPE html><html><title>Unavailable</title>", "an HTML page"),
            (
                "<?xml version='1.0'?><Error><Code>NoSuchKey</Code></Error>",
                "XML with the root Error"
            ),
            (
                "<feed><id>https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany</id></feed>",
                "the feed https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany"
            ),
        ] as [(String, String)])
    func `a document of another kind is named as such`(text: String, found: String) {
        let document = SourceDocument(name: "start-0000.atom", bytes: Array(text.utf8))
        #expect {
            try EdgarLatest().read(document)
        } throws: { error in
            guard case SourceError.wrongKind("start-0000.atom", _, found) = error else {
                return false
            }
            return true
        }
    }

    @Test func `an entity bomb is refused with its line`() {
        let bomb = """
            <?xml version="1.0"?>
            <!DOCTYPE feed [
            <!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>
            <feed><id>&c;</id></feed>
            """
        let document = SourceDocument(name: "start-0000.atom", bytes: Array(bomb.utf8))
        let error = SourceError.malformed(
            document: "start-0000.atom", reason: "line 3: declares the entity a")
        #expect(throws: error) { try EdgarLatest().read(document) }
    }

    @Test(arguments: [
        ("start-0100.atom.gz", true), ("getcurrent-start-0000@20251212T230300Z.atom", true),
        ("getcurrent-20210418-sunday.atom", true), ("count40-start-0000.atom.gz", true),
        ("a/start-0000.atom", true), ("start-5100.http503.html", false),
        ("AAPL-all.atom", false), ("start-0000.json", false), ("", false),
    ])
    func `a folder's files are chosen by name`(name: String, isRead: Bool) {
        #expect(EdgarLatest().reads(fileNamed: name) == isRead)
    }
}
