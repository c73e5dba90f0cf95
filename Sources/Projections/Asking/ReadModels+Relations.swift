import EventStorage
import Filings
import Postgres

extension ReadModels {
    /// A claim that relates companies or people, or names parties with their roles.
    public struct ClaimedRelation: Equatable, Sendable {
        /// In whose history the claim stands.
        public let company: StreamName
        /// Its relation, parties, date and source; the rest of it is left out.
        public let claim: PlacedClaim

        init(_ row: Relations.Row) {
            company = StreamName(stored: row.company)
            claim = row.claim
        }

        /// Whether it is of the company's own history, or names it as an end or a party.
        func touches(_ company: StreamName) -> Bool {
            let key = company.companyKey
            let ends = [claim.claim.relation?.subject.key, claim.claim.relation?.object.key]
            return self.company == company || ends.contains(key)
                || claim.claim.parties.contains { $0.key == key }
        }
    }

    /// What relates a company to others, in the order of the log: the claims of its own history,
    /// and those of others' that name it as an end of a relation or as a party.
    public func relations(
        of company: StreamName, at position: Int64? = nil
    ) async throws(EventStoreError) -> [ClaimedRelation] {
        var found: [Int64: ClaimedRelation] = [:]
        for way in Self.ways(to: company) {
            let rows = try await query(
                """
                SELECT \(raw: Relations.Row.columnNames) FROM annals_read.relations r
                WHERE \(way) AND \(Self.holds("r", at: position))
                """)
            for row in rows {
                var columns = ColumnReader(row, from: 0)
                let relation = ClaimedRelation(try Relations.Row(&columns))
                found[relation.claim.position] = relation
            }
        }
        return found.sorted { $0.key < $1.key }.map(\.value)
    }

    /// What may have been public by the end of a day of a company's relations to others; see
    /// ``relations(of:at:)``.
    ///
    /// - Throws: As ``timeline(of:at:asOf:certainly:brief:)`` does.
    public func relations(
        of company: StreamName, at position: Int64? = nil, asOf day: CivilDay
    ) async throws(EventStoreError) -> [ClaimedRelation] {
        var companies: Set = [company]
        for way in Self.ways(to: company) {
            let rows = try await query(
                """
                SELECT DISTINCT r.company FROM annals_read.relations r
                WHERE \(way) AND r.from_position <= \(position ?? .max)
                """)
            for row in rows {
                var columns = ColumnReader(row, from: 0)
                companies.insert(StreamName(stored: try columns.text()))
            }
        }
        var found: [ClaimedRelation] = []
        for other in companies {
            let history = try await published(other, at: position, asOf: day, by: [Relations()])
            found += try history.answer(of: Relations()).lines.map { ClaimedRelation($0.row) }
        }
        return found.filter { $0.touches(company) }
            .sorted { $0.claim.position < $1.claim.position }
    }

    /// Each way has its index; together they would be one scan of all.
    private static func ways(to company: StreamName) -> [SQL] {
        let key = company.companyKey
        return [
            "r.company = \(company.text)", "r.subject_key = \(key)", "r.object_key = \(key)",
            "r.party_keys @> \([key])",
        ]
    }
}
