import Filings
import Ingestion
import Testing

@Suite struct ClaimEditTests {
    /// The sample's claims: every form that a claim has.
    private static func sample() throws -> [String: Claim] { try InnotronSampleTests.claims() }

    @Test func `a claim that nothing changes reads back as it was`() throws {
        let claims = try Self.sample()
        #expect(claims.count > 40)
        for claim in claims.values {
            var edit = ClaimEdit()
            try edit.set("title", to: claim.title)
            #expect(try edit.applied(to: claim) == claim, "\(claim.id)")
        }
    }

    @Test(
        arguments: [
            ("F9", "quantities[0].unit", "wafers", ["quantities"]),
            ("F9", "quantities.0.unit", "wafers", ["quantities"]),
            ("F10", "title", "Another title", ["title"]),
            ("F10", "date", "2024-06-11", ["date"]),
            ("F10", "date", "in June", ["date"]), ("F3", "amount", "CNY 17.2bn", ["amount"]),
            ("F9", "quote", "30,000 units", ["source"]),
            ("F9", "source.quote", "30,000 units", ["source"]),
            ("F12", "state", "cancelled", ["milestone", "state"]),
            ("F12", "milestone.name", "first lot", ["milestone"]),
            ("F2", "parties[1]", #"{"name":"A","role":"owner"}"#, ["parties"]),
        ])
    func `a value is read as in a file`(
        id: String, field: String, text: String, changed: [String]
    ) throws {
        let claim = try #require(try Self.sample()[id])
        var edit = ClaimEdit()
        try edit.set(field, to: text)
        let after = try edit.applied(to: claim)
        let revision = ClaimRevision(.corrected, of: claim, to: after, number: 2, reason: "r")
        #expect(revision.changes.map(\.field) == changed)
    }

    @Test func `a wording is read beside the day on which its source was published`() throws {
        let claim = try #require(try Self.sample()["F10-S3"])
        var edit = ClaimEdit()
        try edit.set("date", to: "in May")
        #expect(try edit.applied(to: claim).date?.earliest.day == CivilDay("2024-05-01"))
    }

    @Test(
        arguments: [
            ("title", nil, "title: missing"), ("titel", "x", "titel: there is no such field"),
            ("kind", "contrct", "did you mean 'contract'"),
            ("date", "blah", "date: 'blah' cannot be read"),
            ("date.latest", "2026-01-01", "a date is set as a whole"),
            ("claim", "F11", "a claim keeps its claim"),
            ("company", "cxmt", "a claim keeps its company"),
            ("quantities[3].unit", "x", "the list has 1 elements"),
            ("quantities[x]", "x", "is no field"), ("", "x", "is no field"),
            ("note.text", "x", "is looked for in what has no fields"),
            ("amount", "{not json", "no JSON"), ("place", nil, "the claim does not have it"),
        ] as [(String, String?, String)])
    func `what does not fit is said in one sentence, and nothing changes`(
        field: String, text: String?, sentence: String
    ) throws {
        let claim = try #require(try Self.sample()["F9"])
        let error = #expect(throws: ClaimEditError.self) {
            var edit = ClaimEdit()
            if let text { try edit.set(field, to: text) } else { try edit.unset(field) }
            _ = try edit.applied(to: claim)
        }
        #expect(error?.description.contains(sentence) == true, "\(error?.description ?? "-")")
    }
}
