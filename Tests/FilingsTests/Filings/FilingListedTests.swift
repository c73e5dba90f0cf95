import CanonicalJSON
import Filings
import Testing

struct FilingListedTests {
    private let day = CivilDay(year: 2024, month: 11, day: 4)

    private func filing() throws -> FilingListed {
        var filing = FilingListed(
            filer: "1999990001", accession: "0001999990-24-000017", form: "8-K",
            filedOn: try #require(day))
        filing.periodOfReport = CivilDay(year: 2024, month: 10, day: 31)
        filing.acceptedText = "2024-11-04T16:31:02.000Z"
        filing.acceptedClock = .eastern
        filing.items = ["2.02", "9.01"]
        filing.act = "34"
        filing.fileNumber = "001-99999"
        filing.filmNumber = "241424242"
        filing.sizeBytes = 123_456
        filing.isXBRL = true
        filing.isInlineXBRL = true
        filing.isXBRLNumeric = false
        filing.primaryDocument = "qli-20241031.htm"
        filing.primaryDocDescription = "8-K"
        filing.coreType = "XBRL"
        filing.filerName = "Quarry Lane Instruments, Inc."
        return filing
    }

    @Test func `data read back is the same filing`() throws {
        let filing = try filing()
        #expect(try FilingListed(data: filing.data) == filing)
        #expect(filing.data["acceptedClock"] == "eastern")
        #expect(filing.data["filedOn"] == "2024-11-04")
    }

    @Test func `what is not known is absent, not null and not blank`() throws {
        let bare = FilingListed(
            filer: "1", accession: "0000000001-94-000001", form: "10-K", filedOn: try #require(day))
        #expect(
            bare.data.members.map(\.name) == ["accession", "filedOn", "filer", "form", "register"])
        #expect(try FilingListed(data: bare.data) == bare)
    }

    @Test func `unknown members are ignored`() throws {
        var data = try filing().data
        data["ofLaterVersions"] = ["anything": 1]
        #expect(try FilingListed(data: data) == filing())
    }

    @Test(
        arguments: [
            ("accession", nil, EventDataError.missing(type: "filing.listed", field: "accession")),
            ("form", 10, .missing(type: "filing.listed", field: "form")),
            (
                "filedOn", "2024-02-30",
                .malformed(type: "filing.listed", field: "filedOn", value: "2024-02-30")
            ),
            (
                "periodOfReport", "soon",
                .malformed(type: "filing.listed", field: "periodOfReport", value: "\"soon\"")
            ),
            (
                "acceptedClock", "lunar",
                .malformed(type: "filing.listed", field: "acceptedClock", value: "lunar")
            ),
            (
                "items", ["2.02", 9],
                .malformed(type: "filing.listed", field: "items", value: "[\"2.02\",9]")
            ),
            (
                "sizeBytes", "big",
                .malformed(type: "filing.listed", field: "sizeBytes", value: "\"big\"")
            ),
        ] as [(String, JSONValue?, EventDataError)])
    func `a member that does not fit is named`(
        field: String, value: JSONValue?, error: EventDataError
    ) throws {
        var data = try filing().data
        data[field] = value
        #expect(throws: error) { try FilingListed(data: data) }
    }

    @Test func `neither the clock nor added columns make another filing`() throws {
        let one = try filing()
        var other = one
        other.acceptedText = "2024-11-04T21:31:02.000Z"
        other.acceptedClock = .utc
        other.coreType = nil
        other.isXBRLNumeric = nil
        other.filerName = nil
        #expect(one.sameFiling(as: other))
    }

    @Test(
        arguments: [
            \FilingListed.primaryDocument, \.primaryDocDescription, \.act, \.fileNumber,
            \.filmNumber, \.itemsText,
        ] as [WritableKeyPath<FilingListed, String?> & Sendable])
    func `another text makes another content`(
        member: WritableKeyPath<FilingListed, String?> & Sendable
    ) throws {
        let one = try filing()
        var other = one
        other[keyPath: member] = "another"
        #expect(!one.sameFiling(as: other))
        other[keyPath: member] = nil
        #expect(one.sameFiling(as: other) == (one[keyPath: member] == nil))
    }

    @Test func `two filers' rows may differ in what is the filer's own`() throws {
        let one = try filing()
        var other = one
        other.filer = "1999990002"
        other.act = nil
        other.fileNumber = "005-11111"
        other.filmNumber = "241424243"
        #expect(one.sameFiling(as: other))
        other.sizeBytes = 1
        #expect(!one.sameFiling(as: other))
    }
}
