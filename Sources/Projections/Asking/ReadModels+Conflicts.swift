import EventStorage
import Filings
import Postgres

extension ReadModels {
    /// A thing about which claims of a company disagree.
    public struct Conflict: Equatable, Sendable {
        public let company: StreamName
        /// With the claims that agree with one of the others, too.
        public let comparison: ClaimComparison
        /// In what they disagree; never empty.
        public let differences: [Difference]
        /// The position of the claim that began it.
        public let opened: Int64
    }

    /// Where claims disagree, by company and thing.
    ///
    /// - Parameter company: Of that one; `nil` for all.
    public func conflicts(
        of company: StreamName? = nil, at position: Int64? = nil
    ) async throws(EventStoreError) -> [Conflict] {
        let ofCompany: SQL = company.map { "c.company = \($0.text)" } ?? "true"
        let rows = try await query(
            """
            SELECT \(raw: Conflicts.Row.columnNames) FROM annals_read.conflicts c
            WHERE c.is_open AND \(ofCompany) AND \(Self.holds("c", at: position))
            ORDER BY c.company, c.about
            """)
        var conflicts: [Conflict] = []
        for row in rows {
            var columns = ColumnReader(row, from: 0)
            if let conflict = Conflict(try Conflicts.Row(&columns)) { conflicts.append(conflict) }
        }
        return conflicts
    }

    /// Where claims that may have been public by the end of a day disagree, by company and thing.
    ///
    /// Without a company every one with claims is folded: events that were public may disagree where
    /// all that is recorded never did.
    ///
    /// - Throws: As ``timeline(of:at:asOf:certainly:brief:)`` does.
    public func conflicts(
        of company: StreamName? = nil, at position: Int64? = nil, asOf day: CivilDay
    ) async throws(EventStoreError) -> [Conflict] {
        var companies = company.map { [$0] } ?? []
        if company == nil {
            let rows = try await query(
                """
                SELECT DISTINCT c.company FROM annals_read.conflicts c
                WHERE c.from_position <= \(position ?? .max) ORDER BY c.company
                """)
            companies = try rows.map { row throws(EventStoreError) in
                var columns = ColumnReader(row, from: 0)
                return StreamName(stored: try columns.text())
            }
        }
        var conflicts: [Conflict] = []
        for company in companies {
            let history = try await published(
                company, at: position, asOf: day, by: [Conflicts()])
            conflicts += try history.answer(of: Conflicts()).lines.compactMap { Conflict($0.row) }
        }
        return conflicts
    }
}

extension ReadModels.Conflict {
    /// - Returns: `nil` when the row is not open.
    init?(_ row: Conflicts.Row) {
        guard let opened = row.opened else { return nil }
        self.init(
            company: StreamName(stored: row.company), comparison: row.comparison,
            differences: row.comparison.differences, opened: opened)
    }
}
