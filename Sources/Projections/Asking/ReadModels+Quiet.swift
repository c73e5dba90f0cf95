import EventStorage
import Filings
import Postgres

/// Filings of which no later event tells, from the tables; see ``QuietFilings``.
extension ReadModels {
    /// Lines of a timeline with the days on which they became public.
    ///
    /// - Parameter loud: The keys of filings that are left out.
    func quietLines(
        of company: StreamName, at position: Int64?, besides loud: [String], brief: Bool
    ) async throws(EventStoreError) -> [(line: Line, days: PublicDays)] {
        let joined: SQL =
            brief
            ? "SELECT \(raw: Self.timelineColumns), NULL, NULL FROM annals_read.timeline t"
            : """
            SELECT \(raw: Self.timelineColumns), NULL, f.record
            FROM annals_read.timeline t LEFT JOIN annals_read.filings f
                ON f.key = t.key AND f.company = t.company AND \(Self.holds("f", at: position))
            """
        let rows = try await query(
            """
            \(joined)
            WHERE t.company = \(company.text) AND \(Self.holds("t", at: position ?? .max))
                AND t.form IS NOT NULL AND t.key <> ALL (\(loud))
            """)
        return try await TwoCores.read(rows) { row throws(EventStoreError) in
            var reader = ColumnReader(row, from: 0)
            let line = try Timeline.Row(&reader)
            let days = PublicDays(from: line.publicFrom, by: line.publicBy)
            let filing = try reader.optionalJSON()
            return days.map { (Line(line, filing: filing), $0) }
        }.compactMap(\.self)
    }

    /// The source keys of filings that became public, or certainly so, between the ends of two days.
    ///
    /// - Parameter loud: The keys of filings that are left out.
    func quietFilingIDs(
        of company: StreamName, at position: Int64?, besides loud: [String],
        publicAfter first: CivilDay, through last: CivilDay
    ) async throws(EventStoreError) -> [String] {
        let after = DayNumber(first.daysSinceEpoch)
        let through = DayNumber(last.daysSinceEpoch)
        let rows = try await query(
            """
            SELECT t.key FROM annals_read.timeline t
            WHERE t.company = \(company.text) AND \(Self.holds("t", at: position ?? .max))
                AND t.form IS NOT NULL AND t.key <> ALL (\(loud))
                AND (t.public_from > \(after) AND t.public_from <= \(through)
                    OR t.public_by > \(after) AND t.public_by <= \(through))
            """)
        return try rows.map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            return String(try columns.text().dropFirst(company.text.utf8.count + 1))
        }
    }

    /// - Parameter loud: The keys of filings that are left out.
    func quietFilings(
        of company: StreamName, at position: Int64?, besides loud: [String]
    ) async throws(EventStoreError) -> [FilingList.Row] {
        let rows = try await query(
            """
            SELECT \(raw: FilingList.Row.columnNames) FROM annals_read.filings f
            WHERE f.company = \(company.text) AND \(Self.holds("f", at: position))
                AND f.key <> ALL (\(loud))
            """)
        return try await TwoCores.read(rows) { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            return try FilingList.Row(&columns)
        }
    }
}

extension FilingList.Row {
    /// When a filing became public of which no later event tells.
    var publicDays: PublicDays {
        let shown = record["publishedOn"]?.stringValue.flatMap { CivilDay($0) }
        return PublicDays(
            filedOn: filedOn,
            publishedOn: record["publishedAt"]?.stringValue.flatMap { Instant($0)?.day },
            releasedOn: shown == filedOn ? nil : shown)
    }
}

extension ReadModels.Line {
    func marked(isOnlyPossible: Bool) -> ReadModels.Line {
        var line = self
        line.isOnlyPossible = isOnlyPossible
        return line
    }
}
