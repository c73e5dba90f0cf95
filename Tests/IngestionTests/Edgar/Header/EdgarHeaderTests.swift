import CanonicalJSON
import Filings
import Ingestion
import Testing

struct EdgarHeaderTests {
    @Test func `a header becomes its filer's name, former name and filing`() throws {
        let reading = try HeaderFixture.reading(HeaderFixture.colon)
        #expect(reading.refusals == [])
        #expect(reading.names.map(\.name) == ["Quarry Lane Instruments, Inc.", "QUARRY LANE CO"])
        #expect(reading.names.map(\.observedOn?.text) == ["2024-07-03", nil])
        #expect(reading.names.map(\.from?.text) == [nil, "2009-01-15"])
        #expect(reading.identifiers.map(\.normalized) == ["1999990001"])
        let finding = try #require(reading.findings.last)
        #expect(finding.stream.text == "company-cik-1999990001")
        #expect(finding.place.part == "line 13")
        #expect(finding.event.id == "edgar:1999990001/0001999990-24-000031/8-K")
        #expect(finding.event.tags == ["accession:0001999990-24-000031"])
        #expect(finding.event.publishedAt?.text == "2024-07-03T20:15:11.000000Z")
        let filing = try #require(reading.filings.last)
        #expect(filing.reader == "edgar-header")
        #expect(filing.filedOn.text == "2024-07-03")
        #expect(filing.periodOfReport?.text == "2024-07-01")
        #expect(filing.acceptedText == "20240703161511")
        #expect(filing.acceptedClock == .header)
        #expect(filing.items == ["2.02", "8.01"])
        #expect(filing.itemsText == nil)
        #expect(filing.roles == ["Filer"])
        #expect(filing.act == "34")
        #expect(filing.fileNumber == "001-99901")
        #expect(filing.filmNumber == "241100001")
        #expect(filing.filerName == "Quarry Lane Instruments, Inc.")
        let details: JSONObject = [
            "publicDocumentCount": 2, "disseminatedOn": "2024-07-03", "changedOn": "2024-07-03",
            "itemTitles": ["Other Events", "Results of Operations and Financial Condition"],
        ]
        #expect(filing.details == details)
        #expect(reading.coverage == [RunCoverage(unit: "0001999990-24-000031", state: .complete)])
    }

    /// What is put around and between the same lines.
    private static let variants: [(String, @Sendable (String) -> String)] = [
        ("blank lines", { $0.split(separator: "\n").joined(separator: "\n\n") }),
        ("CRLF", { $0.split(separator: "\n").joined(separator: "\r\n") }),
        ("lone CR", { $0.split(separator: "\n").joined(separator: "\r") }),
        (
            "a privacy-enhanced message",
            {
                "-----BEGIN PRIVACY-ENHANCED MESSAGE-----\nProc-Type: 2001,MIC-CLEAR\n"
                    + "Originator-Key-Asymmetric:\n MFgwCgYEVQgBAQICAf8DSgAwRwJ\n\n" + $0
            }
        ),
        (
            "a page with entities",
            {
                let escaped = $0.split(separator: "<", omittingEmptySubsequences: false)
                    .joined(separator: "&lt;").split(
                        separator: ">", omittingEmptySubsequences: false
                    )
                    .joined(separator: "&gt;")
                return "<HTML><BODY><PRE>" + escaped + "</PRE></BODY></HTML>"
            }
        ),
    ]

    @Test(arguments: variants.indices)
    func `what is around a header changes nothing`(index: Int) throws {
        let (name, change) = Self.variants[index]
        let plain = try HeaderFixture.reading(HeaderFixture.colon)
        let changed = try HeaderFixture.reading(change(HeaderFixture.colon))
        #expect(changed.findings.map(\.event) == plain.findings.map(\.event), "\(name)")
        #expect(changed.refusals == [], "\(name)")
    }

    @Test(arguments: ["\n", "", "\r"])
    func `tags say the same as colons, on lines of their own or joined`(join: String) throws {
        let lines = HeaderFixture.tags.split(separator: "\n")
        let tags = try HeaderFixture.reading(lines.joined(separator: join))
        var colon = try #require(try HeaderFixture.reading(HeaderFixture.colon).filings.last)
        colon.details["disseminatedOn"] = nil
        colon.details["itemTitles"] = nil
        #expect(tags.refusals == [])
        #expect(tags.filings == [colon])
        #expect(tags.names.map(\.name) == ["Quarry Lane Instruments, Inc.", "QUARRY LANE CO"])
    }

    @Test func `a comment of tags on a header page is read before the page's text`() throws {
        let page = """
            <HTML><HEAD><TITLE>x</TITLE>
            <!--
            <SEC-HEADER>0001999990-24-000031.hdr.sgml : 20240703
            \(HeaderFixture.tags.split(separator: "\n").dropFirst().dropLast()
                .joined(separator: "\n"))
            </SEC-HEADER>
            -->
            </HEAD><BODY><PRE>&lt;SEC-HEADER&gt;nothing&lt;/SEC-HEADER&gt;</PRE></BODY></HTML>
            """
        let reading = try HeaderFixture.reading(
            page, name: "0001999990-24-000031-index-headers.html")
        #expect(reading.filings.map(\.items) == [["2.02", "8.01"]])
        #expect(reading.filings.first?.details["disseminatedOn"] == "2024-07-03")
    }

    @Test func `a header in Latin-1 keeps its letters`() throws {
        let text = HeaderFixture.header(
            "CONFORMED SUBMISSION TYPE: 4",
            parties: HeaderFixture.party("FILER", cik: "7", name: "SOCI?T? X"))
        let bytes = text.utf8.map { $0 == UInt8(ascii: "?") ? 0xC9 : $0 }
        let reading = try EdgarHeader().read(SourceDocument(name: "a.txt", bytes: bytes))
        #expect(reading.names.map(\.name) == ["SOCI\u{C9}T\u{C9} X"])
    }

    @Test(arguments: [
        ("20240310023000", "2024-03-10T07:30:00.000000Z"),
        ("20241103013000", "2024-11-03T05:30:00.000000Z"),
        ("20220506183057", "2022-05-06T22:30:57.000000Z"),
        ("20241231215959", "2025-01-01T02:59:59.000000Z"),
    ])
    func `a time of acceptance is New York's, also as its clocks change`(
        text: String, utc: String
    ) throws {
        let reading = try HeaderFixture.reading(
            HeaderFixture.header(
                "<ACCEPTANCE-DATETIME>\(text)", "CONFORMED SUBMISSION TYPE: 4",
                parties: HeaderFixture.party("FILER", cik: "7")))
        #expect(reading.findings.last?.event.publishedAt?.text == utc)
        #expect(reading.filings.map(\.acceptedClock) == [.header])
    }

    @Test func `a bare day of acceptance is no instant`() throws {
        let reading = try HeaderFixture.reading(
            HeaderFixture.header(
                "<ACCEPTANCE-DATETIME>20240703", "CONFORMED SUBMISSION TYPE: 4",
                parties: HeaderFixture.party("FILER", cik: "7")))
        #expect(reading.findings.last?.event.publishedAt == nil)
        #expect(reading.filings.map(\.acceptedText) == ["20240703"])
        #expect(reading.refusals == [])
    }
}
