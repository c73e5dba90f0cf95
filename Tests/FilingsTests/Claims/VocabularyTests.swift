import Testing

@testable import Filings

struct VocabularyTests {
    @Test(
        arguments: [
            ("contract", "contract"), ("Funding Round", "funding"), ("funding_round", "funding"),
            ("CAPACITY", "capacity"), ("alias", "name"), ("characterization", "characterisation"),
        ] as [(String, String)])
    func `a kind is found as people write it`(written: String, kind: String) {
        #expect(ClaimKind(written)?.text == kind)
    }

    @Test func `a word outside the vocabulary is none, and is kept when it is stored`() {
        #expect(ClaimKind("contrct") == nil)
        #expect(ClaimKind(stored: "teleportation").text == "teleportation")
        #expect(ClaimState("Re-Planned") == .replanned)
        #expect(RelationPredicate("parent of") == .parentOf)
    }

    @Test func `vocabularies name every word once`() {
        #expect(Set(ClaimKind.known).count == ClaimKind.known.count)
        #expect(Set(ClaimState.known).count == ClaimState.known.count)
        #expect(Set(RelationPredicate.known).count == RelationPredicate.known.count)
        #expect(ClaimKind.synonyms.keys.allSatisfy { !ClaimKind.known.map(\.text).contains($0) })
        #expect(ClaimKind.synonyms.values.allSatisfy { ClaimKind.known.contains($0) })
    }

    @Test func `certainty rises from proposed to signed`() throws {
        let chain: [ClaimState] = [.proposed, .secured, .signed, .raised]
        let firmness = try chain.map { try #require($0.firmness) }
        #expect(firmness == firmness.sorted() && Set(firmness).count == chain.count)
        #expect(ClaimState.asserted.firmness == nil)
    }

    @Test(
        arguments: [
            ("contrct", "contract"), ("mile", "milestone"), ("tilte", "title"),
            ("publishedAt", nil),
            ("zzz", nil), ("kind", "kind"),
        ] as [(String, String?)])
    func `the word that was meant is the nearest one`(written: String, meant: String?) {
        let words = ["contract", "milestone", "title", "kind", "date"]
        #expect(Spelling.nearest(to: written, among: words) == meant)
    }

    @Test func `bounds have signs and tiers have words`() {
        #expect(AmountBound.allCases.map(\.sign) == ["", "≥", "≤", ">", "<", "~", ""])
        #expect(SourceTier.allCases.map(\.word) == ["primary", "wire", "secondary", "derived"])
    }
}
