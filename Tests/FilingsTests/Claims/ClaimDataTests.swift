import CanonicalJSON
import Testing

@testable import Filings

struct ClaimDataTests {
    @Test func `a claim of the least form has only what it says`() throws {
        let claim = Claim(
            id: "F5", company: "innotron", kind: .plant, title: "A plant",
            source: ClaimSource(id: "S1"))
        let expected =
            #"{"claim":"F5","company":"innotron","kind":"plant","source":{"id":"S1"},"#
            + #""state":"asserted","title":"A plant"}"#
        #expect(JSONValue.object(claim.data).canonicalText == expected)
        #expect(try Claim(data: claim.data) == claim)
        #expect(claim.publicBy == nil)
    }

    @Test func `a full claim comes back as it went`() throws {
        let claim = try Self.full()
        #expect(try Claim(data: claim.data) == claim)
        let event = FilingEvent.claimAsserted(claim)
        #expect(try FilingEvent(type: event.type, data: event.data) == event)
    }

    @Test func `the names of the members are those of the commands`() throws {
        let data = JSONValue.object(try Self.full().data)
        #expect(data["amount"]?["value"] == "17100000000")
        #expect(data["amount"]?["currency"] == "CNY")
        #expect(data["amount"]?["bound"] == "atLeast")
        #expect(data["source"]?["tier"] == "S")
        #expect(data["source"]?["sha256"]?.stringValue?.count == 64)
        #expect(data["milestone"]?["phase"] == "re-planned")
        #expect(data["publishedOn"]?["earliest"] == "2024-06-29")
    }

    @Test(arguments: ["claim", "company", "kind", "state", "title", "source"])
    func `a member that every claim has is missed`(name: String) throws {
        var data = try Self.full().data
        data[name] = nil
        #expect(throws: EventDataError.missing(type: Claim.type, field: name)) {
            try Claim(data: data)
        }
    }

    @Test(
        arguments: [
            ("amount", #"{"value":"1,5","currency":"CNY"}"#, "amount.value"),
            ("amount", #"{"value":17,"currency":"CNY"}"#, "amount.value"),
            (
                "amount", #"{"value":"2","upper":"1","currency":"CNY","bound":"between"}"#,
                "amount.upper"
            ),
            ("amount", #"{"value":"2","upper":"3","currency":"CNY"}"#, "amount.upper"),
            ("amount", #"{"value":"2","currency":"CNY","bound":"some"}"#, "amount.bound"),
            (
                "quantities", #"[{"value":"1","unit":"x"},{"value":"x","unit":"x"}]"#,
                "quantities[1].value"
            ),
            ("parties", #"["GigaDevice"]"#, "parties"), ("place", "7", "place"),
            ("knownOn", #""June""#, "knownOn"), ("source", #"{"tier":"X"}"#, "source.tier"),
            ("looked", #"{"on":"2026-02-30","sources":[]}"#, "looked.on"),
            ("derivedFrom", #"{"rule":"r","inputs":[1]}"#, "derivedFrom.inputs"),
        ] as [(String, String, String)])
    func `a malformed member is named by its path`(
        name: String, json: String, path: String
    ) throws {
        var data = try Self.full().data
        data[name] = try JSONValue(parsing: json)
        let error = try #require(throws: EventDataError.self) { try Claim(data: data) }
        guard case .malformed(Claim.type, let field, _) = error else {
            Issue.record("\(error)")
            return
        }
        #expect(field == path)
    }

    @Test func `members of a later version are ignored and null is absent`() throws {
        var data = try Self.full().data
        let claim = try Claim(data: data)
        data["mood"] = "good"
        data["place"] = .null
        var expected = claim
        expected.place = nil
        #expect(try Claim(data: data) == expected)
    }

    @Test func `what is public is public by the first day that is certain`() throws {
        var claim = try Self.full()
        #expect(claim.publicBy?.text == "2024-06-12")
        claim.knownOn = nil
        #expect(claim.publicBy?.text == "2024-06-29")
        claim.publishedOn?.latest = .unknown
        #expect(claim.publicBy?.text == "2026-11-23")
    }

    static func full() throws -> Claim {
        let day = try #require(CivilDay("2024-06-29"))
        let date = UncertainDate(day: day)
        let value = try #require(ExactDecimal("17100000000"))
        var source = ClaimSource(
            id: "S1", title: "T", publisher: "P", url: "https://example.org/a", tier: .secondary,
            quote: "no less than 17.1bn yuan")
        source.author = "A"
        source.language = "en"
        source.sha256 = String(repeating: "0f", count: 32)
        source.retrieved = "2026-11-23"
        source.note = "N"
        var claim = Claim(
            id: "F3", company: "innotron", kind: .investment, state: .planned, title: "Invests",
            source: source, date: date)
        claim.publishedOn = date
        claim.knownOn = CivilDay("2024-06-12")
        claim.knownThrough = "R1"
        claim.about = "plant-shanghai/investment"
        claim.amount = ClaimAmount(
            value: value, currency: "CNY", bound: .atLeast, quoted: "q", label: "l")
        claim.otherAmounts = [
            ClaimAmount(value: value, currency: "USD", bound: .between, upper: value)
        ]
        claim.quantities = [ClaimQuantity(value: value, unit: "units", per: "month", label: "l")]
        claim.parties = [ClaimParty(name: "I", role: "investor", key: "innotron", note: "n")]
        claim.milestone = ClaimMilestone(key: "plant/start", phase: .replanned, name: "start")
        claim.relation = ClaimRelation(
            subject: .init(name: "A", key: "a"), predicate: .controls, object: .init(name: "B"),
            share: ExactDecimal("100"))
        claim.names = [ClaimName(name: "睿力集成", kind: "alias", language: "zh", key: "innotron")]
        claim.place = "Shanghai"
        claim.note = "note"
        claim.attribution = "one of the documents"
        claim.backing = [ClaimBacking(source: "S2", stance: .differs, quote: "q", note: "n")]
        claim.sameAs = [ClaimLink(claim: "F4", status: .assumed, note: "n")]
        claim.restates = [ClaimLink(claim: "X3")]
        claim.derivedFrom = ClaimDerivation(
            rule: "r@1", inputs: ["F1"], assumption: "a", working: "w")
        claim.looked = ClaimSearch(on: day, sources: ["S1"], subject: "s")
        return claim
    }
}
