import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Each claim that relates companies or people, or gives parties their roles; answers `graph`.
///
/// One row a claim, so that a later version of it replaces all that the earlier one related.
struct Relations: Projection {
    struct Row: ProjectedRow {
        var company: String
        /// Its relation, parties, date and source; the rest of it is left out.
        var claim: PlacedClaim

        static let columns = [
            (name: "company", type: "text NOT NULL COLLATE \"C\""),
            (name: "subject", type: "text"), (name: "subject_key", type: "text COLLATE \"C\""),
            (name: "predicate", type: "text COLLATE \"C\""), (name: "object", type: "text"),
            (name: "object_key", type: "text COLLATE \"C\""), (name: "share", type: "text"),
            (name: "party_keys", type: "text[] NOT NULL"), (name: "record", type: "text NOT NULL"),
        ]
        static let indexes = [
            "(company)", "(subject_key) WHERE subject_key IS NOT NULL",
            "(object_key) WHERE object_key IS NOT NULL", "USING gin (party_keys)",
        ]

        func write(to row: inout CopyWriter) {
            let relation = claim.claim.relation
            row.put(text: company)
            row.put(text: relation?.subject.name)
            row.put(text: relation?.subject.key)
            row.put(text: relation?.predicate.text)
            row.put(text: relation?.object.name)
            row.put(text: relation?.object.key)
            row.put(text: relation?.share?.text)
            row.put(texts: Set(claim.claim.parties.compactMap(\.key)).sorted())
            row.put(json: .array([.object(claim.json)]))
        }

        init(company: String, _ claim: Claim, position: Int64) {
            self.company = company
            var kept = Claim(
                id: claim.id, company: claim.company, kind: claim.kind, state: claim.state,
                title: claim.title, source: claim.source, date: claim.date)
            kept.publishedOn = claim.publishedOn
            kept.knownOn = claim.knownOn
            kept.parties = claim.parties
            kept.relation = claim.relation
            self.claim = PlacedClaim(kept, position: position)
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            company = try columns.text()
            for _ in 0..<6 { _ = try columns.optionalText() }
            _ = try columns.texts()
            guard let claim = try columns.claims().first else {
                throw .unreadable(position: nil, reason: "a relation of \(company) has no claim")
            }
            self.claim = claim
        }
    }

    let name = "relations"
    let version: Int64 = 2
    let types: Set<String>? = ClaimRevision.types.union([Claim.type])

    func keys(of recorded: RecordedEvent) -> [String] {
        recorded.claimRowKeys
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        row = recorded.claimChange?.after.flatMap { claim in
            claim.relation == nil && claim.parties.isEmpty
                ? nil
                : Row(company: recorded.stream.text, claim, position: recorded.position)
        }
    }
}
