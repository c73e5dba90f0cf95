import CanonicalJSON
import Filings
import Ingestion
import Testing

struct SubmissionsCompanyTests {
    @Test func `a file gives identifiers, names and a description`() throws {
        var fixture = SubmissionsFixture()
        fixture.tickers = ["QLI", nil, "QLI-PA"]
        fixture.exchanges = ["Nasdaq", "NYSE", nil]
        let reading = try EdgarSubmissions().read(fixture.document())
        let identifiers = reading.identifiers
        #expect(identifiers.map(\.scheme) == ["cik", "ein", "ticker", "ticker"])
        #expect(identifiers.map(\.normalized) == ["1999990001", "000000000", "QLI", "QLI-PA"])
        #expect(identifiers.map(\.exchange) == [nil, nil, "Nasdaq", nil])
        #expect(identifiers.map(\.verdict) == ["ok", "placeholder", "ok", "ok"])
        #expect(reading.names.map(\.name) == ["Quarry Lane Instruments, Inc."])
        #expect(reading.names.first?.observedOn?.text == "2024-11-05")
        let events = reading.findings.map(\.event)
        let described = try #require(
            events.first { $0.event.type == CompanyDescribed.type })
        #expect(described.source == "https://data.sec.gov/submissions/CIK1999990001.json")
        #expect(described.publishedAt == nil)
        #expect(described.event.data["sic"] == "3825")
        #expect(described.event.data["website"] == nil)
        #expect(described.event.data["businessAddress"] == ["street1": "1 QUARRY LANE"])
    }

    @Test func `keys are the same at every reading`() throws {
        let reading = try EdgarSubmissions().read(SubmissionsFixture().document())
        let ids = reading.findings.map(\.event.id)
        #expect(
            ids == [
                "edgar:1999990001/identifier/cik/1999990001/2024-11-05/1f8d86282ac0fb01",
                "edgar:1999990001/identifier/ein/000000000/2024-11-05/be7ff1a74195746d",
                "edgar:1999990001/identifier/ticker/QLI/2024-11-05/408034e083bd8eb8",
                "edgar:1999990001/name/current/2024-11-05/0e1b646c485d8e8d",
                "edgar:1999990001/description/2024-11-05/a1e5c15b8fc69e01",
                "edgar:1999990001/0001999990-24-000017/4",
            ])
    }

    @Test func `lists of tickers and exchanges that differ in length give no exchange`() throws {
        var fixture = SubmissionsFixture()
        fixture.exchanges = []
        let reading = try EdgarSubmissions().read(fixture.document())
        #expect(reading.identifiers.last?.normalized == "QLI")
        #expect(reading.identifiers.last?.exchange == nil)
    }

    @Test func `a former name ends on the same day on both clocks`() throws {
        func names(_ from: JSONValue, _ to: JSONValue) throws -> SourceReading {
            var fixture = SubmissionsFixture()
            fixture.formerNames = [["name": "QUARRY LANE INC/ DE", "from": from, "to": to]]
            return try EdgarSubmissions().read(fixture.document())
        }
        let eastern = try names("2005-02-17T00:00:00.000Z", "2017-07-27T00:00:00.000Z")
        let utc = try names("2005-02-17T05:00:00.000Z", "2017-07-27T04:00:00.000Z")
        #expect(eastern == utc)
        let former = try #require(utc.names.last)
        #expect(former.kind == .former)
        #expect(former.from?.text == "2005-02-17")
        #expect(former.to?.text == "2017-07-27")
    }

    @Test func `former names are kept as they are, open ends and reversed spans too`() throws {
        var fixture = SubmissionsFixture()
        fixture.formerNames = [
            ["name": "A", "from": "2003-03-13T00:00:00.000Z", "to": "2003-03-12T00:00:00.000Z"],
            ["name": "Quarry Lane Instruments, Inc.", "from": "2019-03-04T05:00:00.000Z"],
            ["name": "", "from": nil],
            ["name": "B", "from": "2003-13-01T00:00:00.000Z", "to": nil],
        ]
        let reading = try EdgarSubmissions().read(fixture.document())
        let former = reading.names.filter { $0.kind == .former }
        #expect(former.map(\.name) == ["A", "Quarry Lane Instruments, Inc."])
        #expect(former.map { $0.to?.text } == ["2003-03-12", nil])
        #expect(
            reading.refusals.map { "\($0.place.part): \($0.reason)" } == [
                "formerNames[2]: no name",
                "formerNames[3]: \"2003-13-01T00:00:00.000Z\" begins with no day of the calendar",
            ])
    }

    @Test func `without a time of fetching a file speaks for the day of its newest filing`() throws
    {
        let reading = try EdgarSubmissions().read(
            SubmissionsFixture().document("CIK1999990001.json"))
        #expect(reading.names.first?.observedOn?.text == "2024-11-04")
        let empty = try EdgarSubmissions().read(
            SubmissionsFixture([]).document("CIK1999990001.json"))
        #expect(empty.names.first?.observedOn == nil)
        #expect(empty.findings.first?.event.id.contains("/undated/") == true)
    }

    @Test func `a file without a name is refused there, its filings are taken`() throws {
        var fixture = SubmissionsFixture()
        fixture.name = nil
        let reading = try EdgarSubmissions().read(fixture.document())
        #expect(reading.refusals.map(\.place.part) == ["name"])
        #expect(reading.filings.count == 1)
    }

    @Test func `punctuation of every kind goes through unchanged`() throws {
        var fixture = SubmissionsFixture()
        let name = "Name `!#$(),:;=.-;\\|@/{}&'\\WA\\ \"乙\" <br>"
        fixture.name = .string(name)
        #expect(try EdgarSubmissions().read(fixture.document()).names.first?.name == name)
    }
}
