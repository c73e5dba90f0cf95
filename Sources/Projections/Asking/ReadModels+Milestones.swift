import EventStorage
import Filings
import Postgres

extension ReadModels {
    /// A company's milestones by key.
    public func milestones(
        of company: StreamName, at position: Int64? = nil
    ) async throws(EventStoreError) -> [MilestoneStory] {
        let rows = try await query(
            """
            SELECT \(raw: Milestones.Row.columnNames) FROM annals_read.milestones m
            WHERE m.company = \(company.text) AND \(Self.holds("m", at: position))
            ORDER BY m.milestone
            """)
        return try rows.map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            return try Milestones.Row(&columns).story
        }
    }

    /// A company's milestones as they may have been public by the end of a day.
    ///
    /// - Parameter certainly: Only what certainly was public.
    /// - Throws: As ``timeline(of:at:asOf:certainly:brief:)`` does.
    public func milestones(
        of company: StreamName, at position: Int64? = nil, asOf day: CivilDay,
        certainly: Bool = false
    ) async throws(EventStoreError) -> [MilestoneStory] {
        try await published(company, at: position, asOf: day, by: [Milestones()])
            .answer(of: Milestones(), certainly: certainly).lines.map(\.row.story)
    }

    /// The companies that have milestones that were neither reached nor cancelled, in their order.
    public func companiesWithOpenMilestones(
        at position: Int64? = nil
    ) async throws(EventStoreError) -> [StreamName] {
        let rows = try await query(
            """
            SELECT DISTINCT m.company FROM annals_read.milestones m
            WHERE \(Self.holds("m", at: position)) ORDER BY m.company
            """)
        return try rows.map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            return StreamName(stored: try columns.text())
        }
    }
}
