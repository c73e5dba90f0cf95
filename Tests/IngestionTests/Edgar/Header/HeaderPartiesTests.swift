import CanonicalJSON
import Filings
import Ingestion
import Testing

/// Who is a party to a submission, and what is each one's own.
struct HeaderPartiesTests {
    private typealias Fixture = HeaderFixture

    @Test func `each party has the filing in its own stream, with its role`() throws {
        let reading = try Fixture.reading(
            Fixture.header(
                "CONFORMED SUBMISSION TYPE:\tSC 13D",
                parties: Fixture.party(
                    "SUBJECT COMPANY", cik: "0000000011",
                    values: "\tFILING VALUES:\n\t\tFORM TYPE:\tSC 13D\n\t\tSEC ACT:\t1934 Act")
                    + Fixture.party("FILED BY", cik: "0000000012")
                    + Fixture.party("NEW KIND OF PARTY", cik: "13")))
        #expect(reading.refusals == [])
        #expect(reading.filings.map(\.filer) == ["11", "12", "13"])
        #expect(
            reading.filings.map(\.roles) == [["Subject"], ["Filed by"], ["NEW KIND OF PARTY"]])
        #expect(reading.filings.map(\.act) == ["34", nil, nil])
        #expect(reading.filings.map { $0.details["filerCount"] } == [3, 3, 3])
        #expect(Set(reading.findings.map(\.stream.text)).count == 3)
    }

    @Test func `a filer in two blocks is one listing with both roles`() throws {
        let reading = try Fixture.reading(
            Fixture.header(
                "CONFORMED SUBMISSION TYPE:\tSC TO-I",
                parties: Fixture.party("SUBJECT COMPANY", cik: "11")
                    + Fixture.party("FILED BY", cik: "0000000011")))
        #expect(reading.filings.map(\.roles) == [["Filed by", "Subject"]])
        #expect(reading.names.count == 1)
    }

    @Test func `two forms of one submission are two listings, two acts are one`() throws {
        func values(_ form: String, _ act: String, _ file: String) -> String {
            "\tFILING VALUES:\n\t\tFORM TYPE:\t\(form)\n\t\tSEC ACT:\t\(act)\n"
                + "\t\tSEC FILE NUMBER:\t\(file)\n"
        }
        func reading(_ values: String...) throws -> [FilingListed] {
            let party = Fixture.party("FILER", cik: "11", values: values.joined())
            return try Fixture.reading(
                Fixture.header("CONFORMED SUBMISSION TYPE:\tSC TO-T", parties: party)
            ).filings
        }
        let forms = try reading(
            values("SC TO-T", "1934 Act", "005-1"), values("SC 13E3", "1934 Act", "005-1"))
        #expect(forms.map(\.form) == ["SC TO-T", "SC 13E3"])
        let acts = try reading(
            values("485BPOS", "1933 Act", "033-1"), values("485BPOS", "1940 Act", "811-1"))
        #expect(acts.map(\.form) == ["485BPOS"])
        #expect(acts.map(\.act) == ["33"])
        #expect(
            acts.map { $0.details["furtherValues"] } == [[["act": "40", "fileNumber": "811-1"]]])
    }

    @Test func `an owner in tags amid colons is a party, a depositor's key is a role`() throws {
        let reading = try Fixture.reading(
            Fixture.header(
                "CONFORMED SUBMISSION TYPE:\t4", "<DEPOSITOR-CIK>0000000011",
                "<SPONSOR-CIK>0000000099",
                parties: Fixture.party("SUBJECT COMPANY", cik: "11") + """
                    <REPORTING-OWNER>

                    COMPANY DATA:
                    \tCOMPANY CONFORMED NAME:\tDOE JANE
                    \tCENTRAL INDEX KEY:\t12
                    \tSTANDARD INDUSTRIAL CLASSIFICATION:\t []
                    <RELATIONSHIP>DIRECTOR

                    FILING VALUES:
                    \tFORM TYPE:\t4
                    MAIL ADDRESS:
                    \tCITY:\tRENO
                    PUBLIC REFERENCE ACCESSION NUMBER:\t0000000011-23-000001
                    """))
        #expect(reading.refusals == [])
        #expect(reading.filings.map(\.filer) == ["11", "12"])
        #expect(reading.filings.map(\.roles) == [["Depositor", "Subject"], ["Reporting"]])
        #expect(reading.filings.last?.details["RELATIONSHIP"] == "DIRECTOR")
        for filing in reading.filings {
            #expect(filing.details["SPONSOR CIK"] == "0000000099")
            #expect(
                filing.details["PUBLIC REFERENCE ACCESSION NUMBER"] == "0000000011-23-000001")
        }
    }

    @Test func `a header of 239 filers lists all of them`() throws {
        let parties = (1...239).map { number in
            Fixture.party(
                "FILER", cik: "\(number)", name: "FUND \(number)",
                values: "\tFILING VALUES:\n\t\tFORM TYPE:\t40-APP\n\t\tFILM NUMBER:\t\(number)\n")
        }
        let text = Fixture.header(
            "CONFORMED SUBMISSION TYPE:\t40-APP", parties: parties.joined())
        let reading = try Fixture.reading(text)
        #expect(reading.refusals == [])
        #expect(reading.filings.count == 239)
        #expect(reading.filings.map(\.filmNumber) == (1...239).map { "\($0)" })
        #expect(reading.filings.last?.details["filerCount"] == 239)
        #expect(Set(reading.findings.map(\.event.id)).count == reading.findings.count)
    }

    @Test func `series and classes of funds are counted and name no party`() throws {
        let reading = try Fixture.reading(
            Fixture.header(
                "CONFORMED SUBMISSION TYPE:\t485APOS",
                parties: Fixture.party("FILER", cik: "11") + """
                    <SERIES-AND-CLASSES-CONTRACTS-DATA>
                    <NEW-SERIES-AND-CLASSES-CONTRACTS>
                    <OWNER-CIK>0000000011
                    <NEW-SERIES>
                    <SERIES-ID>S000000001
                    <SERIES-NAME>Growth
                    <CLASS-CONTRACT>
                    <CLASS-CONTRACT-ID>C000000001
                    </CLASS-CONTRACT>
                    </NEW-SERIES>
                    </NEW-SERIES-AND-CLASSES-CONTRACTS>
                    </SERIES-AND-CLASSES-CONTRACTS-DATA>
                    """))
        #expect(reading.refusals == [])
        let details: JSONObject = ["seriesCount": 1, "series": ["S000000001"], "classCount": 1]
        #expect(reading.filings.map(\.details) == [details])
    }
}
