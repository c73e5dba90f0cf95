import CanonicalJSON
import Filings
import Ingestion
import Testing

struct CompaniesHouseProfileTests {
    private func read(
        _ changes: [(String, JSONValue)] = [], as name: String = "GB-01999990@2024-11-05.json"
    ) throws -> SourceReading {
        guard var profile = HistoryFixture.profile.objectValue else { return SourceReading() }
        for (member, value) in changes { profile[member] = value }
        return try CompaniesHouse().read(
            SourceDocument(name: name, bytes: JSONValue.object(profile).canonicalBytes))
    }

    @Test func `a profile gives the number, names and a description`() throws {
        let reading = try read()
        #expect(reading.refusals == [])
        #expect(reading.identifiers.map(\.scheme) == ["uk"])
        #expect(reading.identifiers.map(\.normalized) == ["01999990"])
        #expect(reading.names.map(\.kind) == [.current, .former])
        #expect(reading.names.first?.observedOn?.text == "2024-11-05")
        let former = try #require(reading.names.last)
        #expect(former.name == "LANE & SON LIMITED")
        #expect(former.from?.text == "2010-07-09")
        #expect(former.to?.text == "2012-01-02")
        let described = try #require(reading.findings.last?.event)
        #expect(
            described.event.data == [
                "entityType": "ltd", "status": "active", "jurisdiction": "england-wales",
                "sicCodes": ["26511", "71129"], "createdOn": "2010-07-09",
                "nextAccountsDue": "2025-03-31", "nextAccountsMadeUpTo": "2024-06-30",
                "nextStatementDue": "2025-07-23", "nextStatementMadeUpTo": "2025-07-09",
                "registeredOffice": [
                    "street1": "1 Quarry Lane", "city": "Derby", "zipCode": "DE1 9ZZ",
                    "stateOrCountryDescription": "England",
                ],
                "observedOn": "2024-11-05",
            ])
        #expect(
            try FilingEvent(type: described.event.type, data: described.event.data)
                == described.event)
        #expect(
            described.source == "https://api.company-information.service.gov.uk/company/01999990")
        #expect(Set(reading.findings.map(\.stream.text)) == ["company-uk-01999990"])
    }

    @Test func `keys are the same at every reading, and other ones for another content`() throws {
        let ids = try read().findings.map(\.event.id)
        #expect(ids.allSatisfy { $0.hasPrefix("companies-house:01999990/") })
        #expect(try read([("etag", "other"), ("can_file", true)]).findings.map(\.event.id) == ids)
        let changed = try read([("company_status", "dissolved")]).findings.map(\.event.id)
        #expect(zip(ids, changed).map { $0 == $1 } == [true, true, true, false])
    }

    @Test func `a number without its zeros is the same company`() throws {
        let reading = try read([("company_number", "1999990")])
        #expect(reading.findings.first?.stream.text == "company-uk-01999990")
    }

    @Test func `what cannot be read is refused by itself`() throws {
        let reading = try read([
            ("company_name", nil), ("date_of_creation", "2010-13-09"),
            ("previous_company_names", [["name": ""], ["name": "A", "ceased_on": 12]]),
        ])
        #expect(
            reading.refusals.map { "\($0.place.part): \($0.reason)" } == [
                "company_name: no name", "previous_company_names[0]: no name",
                "previous_company_names[1]: ceased_on 12 is no day of the calendar",
                "profile: date_of_creation \"2010-13-09\" is no day of the calendar",
            ])
        #expect(reading.names.map(\.name) == ["A"])
        #expect(reading.findings.last?.event.event.data["status"] == "active")
    }

    @Test(
        arguments: [
            [("company_number", "SC000001")], [("company_number", "0")], [("company_number", nil)],
        ] as [[(String, JSONValue)]])
    func `a profile of another company, or of none, is refused`(
        changes: [(String, JSONValue)]
    ) {
        #expect(throws: SourceError.self) { try read(changes) }
    }
}
