import CanonicalJSON
import Filings
import Testing

struct CompanyEventsTests {
    private let day = CivilDay(year: 2017, month: 1, day: 27)

    @Test(arguments: [CompanyNamed.Kind.current, .former, .alias])
    func `a name's data read back is the same name`(kind: CompanyNamed.Kind) throws {
        let named = CompanyNamed(
            name: "QUARRY LANE & SONS/ DE", kind: kind, language: "en",
            from: CivilDay(year: 2005, month: 2, day: 17), to: day, observedOn: day)
        #expect(try CompanyNamed(data: named.data) == named)
        #expect(named.comparable["observedOn"] == nil)
        let bare = CompanyNamed(name: "乙公司", kind: kind)
        #expect(bare.data.members.map(\.name) == ["kind", "name"])
        #expect(try CompanyNamed(data: bare.data) == bare)
    }

    @Test func `a kind of name that does not exist is refused`() {
        let error = EventDataError.malformed(type: "company.named", field: "kind", value: "pet")
        #expect(throws: error) { try CompanyNamed(data: ["name": "A", "kind": "pet"]) }
    }

    @Test func `an identifier's data read back is the same identifier`() throws {
        let ticker = CompanyIdentified(
            Identifier(.ticker, "qli"), exchange: "Nasdaq", observedOn: day)
        #expect(ticker.normalized == "QLI")
        #expect(try CompanyIdentified(data: ticker.data) == ticker)
        #expect(throws: EventDataError.missing(type: "company.identified", field: "normalized")) {
            try CompanyIdentified(data: ["scheme": "ticker", "value": "QLI"])
        }
    }

    @Test func `the printed form of an identifier is no part of its content`() {
        let bare = CompanyIdentified(Identifier(.cik, "1999990001"))
        let padded = CompanyIdentified(Identifier(.cik, "1999990001 "))
        #expect(bare.value != padded.value)
        #expect(bare.comparable == padded.comparable)
    }

    @Test func `a description's data read back is the same description`() throws {
        var described = CompanyDescribed()
        described.entityType = "operating"
        described.sic = "3825"
        described.fiscalYearEnd = "0926"
        described.category = "<br>Emerging growth company"
        described.website = "https://quarrylane.example"
        described.observedOn = day
        var address = PostalAddress()
        address.street1 = "1 QUARRY LANE"
        address.zipCode = "00001"
        described.businessAddress = address
        #expect(try CompanyDescribed(data: described.data) == described)
        #expect(described.data["mailingAddress"] == nil)
        #expect(described.comparable["observedOn"] == nil)
    }

    @Test(
        arguments: [
            ("sic", 3825, "3825"), ("businessAddress", "1 Quarry Lane", "\"1 Quarry Lane\""),
            ("observedOn", "2017-13-01", "\"2017-13-01\""),
        ] as [(String, JSONValue, String)])
    func `a description's member that does not fit is named`(
        field: String, value: JSONValue, text: String
    ) {
        let error = EventDataError.malformed(
            type: "company.described", field: field, value: text)
        var data = JSONObject()
        data[field] = value
        #expect(throws: error) { try CompanyDescribed(data: data) }
    }
}
