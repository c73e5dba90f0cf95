import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// What claims of a company say about one thing, and whether they disagree; answers `conflicts`.
///
/// A row is open while its claims disagree. One that is not open remembers them for the next claim
/// about the same thing. A later version of a claim that speaks of another thing takes it out of
/// the one before.
struct Conflicts: Projection {
    struct Row: ProjectedRow {
        var company: String
        var comparison: ClaimComparison
        /// The position at which the disagreement began that is there now; `nil`: there is none.
        var opened: Int64?
        /// The fields in which claims disagree.
        var differs: [String] { comparison.differences.map(\.field.rawValue) }

        static let columns = [
            (name: "company", type: "text NOT NULL COLLATE \"C\""),
            (name: "about", type: "text NOT NULL COLLATE \"C\""),
            (name: "is_open", type: "boolean NOT NULL"), (name: "opened", type: "bigint"),
            (name: "differs", type: "text[] NOT NULL"), (name: "claims", type: "text NOT NULL"),
        ]
        static let indexes = ["(company) WHERE is_open"]

        func write(to row: inout CopyWriter) {
            row.put(text: company)
            row.put(text: comparison.subject)
            row.put(flag: opened != nil)
            row.put(integer: opened)
            row.put(texts: differs)
            row.put(json: .array(comparison.claims.map { .object($0.json) }))
        }

        init(company: String, about subject: String) {
            self.company = company
            comparison = ClaimComparison(subject)
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            company = try columns.text()
            let subject = try columns.text()
            _ = try columns.flag()
            opened = try columns.optionalInteger()
            _ = try columns.texts()
            comparison = ClaimComparison(subject, try columns.claims())
        }

        /// Takes what the claim of a change says of the row's subject now, if anything.
        mutating func take(_ change: ClaimChange, at position: Int64) {
            let isNew = !comparison.claims.contains { $0.claim.id == change.id }
            comparison.drop(claim: change.id)
            if let claim = change.after, claim.subjects.contains(comparison.subject) {
                comparison.take(claim, at: position)
            }
            if isNew {
                // One more claim ends no disagreement.
                if opened == nil, comparison.differs(at: position) { opened = position }
            } else {
                opened = comparison.differences.isEmpty ? nil : opened ?? position
            }
        }
    }

    let name = "conflicts"
    let version: Int64 = 2
    let types: Set<String>? = ClaimRevision.types.union([Claim.type])

    func keys(of recorded: RecordedEvent) -> [String] {
        (recorded.claimChange?.names(\.subjects) ?? []).map { recorded.rowKey($0) }
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        guard let change = recorded.claimChange else { return }
        let company = recorded.stream.text
        var changed =
            row ?? Row(company: company, about: String(key.dropFirst(company.utf8.count + 1)))
        changed.take(change, at: recorded.position)
        row = changed.comparison.claims.isEmpty ? nil : changed
    }
}

extension ColumnReader {
    /// A list of ``PlacedClaim``.
    mutating func claims() throws(EventStoreError) -> [PlacedClaim] {
        var claims: [PlacedClaim] = []
        for json in try json().arrayValue ?? [] {
            do throws(EventDataError) {
                claims.append(try PlacedClaim(json: json.objectValue ?? [:]))
            } catch {
                throw .unreadable(position: nil, reason: "a claim of a read model: \(error)")
            }
        }
        return claims
    }
}
