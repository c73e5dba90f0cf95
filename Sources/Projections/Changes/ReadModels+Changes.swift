import EventStorage
import Filings
import Postgres

extension ReadModels {
    /// What a company's history became between two positions, and by which events.
    ///
    /// Reads the events between them and the rows that they touch, each as it was at either end.
    ///
    /// - Parameters:
    ///   - company: `nil`: all companies.
    ///   - first: What had been recorded up to here is known before.
    public func changes(
        of company: StreamName?, after first: Int64, through last: Int64
    ) async throws(EventStoreError) -> [Change] {
        let events = try await store.events(of: company, after: first, through: last)
        var comparing = Comparing(events)
        try await compare(Companies(), after: first, through: last, into: &comparing)
        try await compare(Timeline(), after: first, through: last, into: &comparing)
        try await compare(FilingList(), after: first, through: last, into: &comparing)
        try await compare(Milestones(), after: first, through: last, into: &comparing)
        try await compare(Conflicts(), after: first, through: last, into: &comparing)
        return comparing.sorted
    }

    private func compare<Source: ComparedProjection>(
        _ projection: Source, after first: Int64, through last: Int64,
        into comparing: inout Comparing
    ) async throws(EventStoreError) {
        let keys = comparing.causes(in: projection).keys.sorted()
        if keys.isEmpty { return }
        comparing.compare(
            projection, before: try await rows(of: projection, keys, at: first),
            after: try await rows(of: projection, keys, at: last))
    }

    private func rows<Source: Projection>(
        of projection: Source, _ keys: [String], at position: Int64
    ) async throws(EventStoreError) -> [String: Source.Row] {
        let found = try await query(
            """
            SELECT r.key, \(raw: Source.Row.columnNames) FROM annals_read.\(raw: projection.name) r
            WHERE r.key = ANY (\(keys)) AND \(Self.holds("r", at: position))
            """)
        var rows: [String: Source.Row] = [:]
        rows.reserveCapacity(found.count)
        for row in found {
            var columns = ColumnReader(row, from: 0)
            let key = try columns.text()
            rows[key] = try Source.Row(&columns)
        }
        return rows
    }

    /// What became public of a company between the ends of two days, and by which events.
    ///
    /// - Parameter position: Of the events recorded up to that position; `nil` for all.
    /// - Throws: As ``timeline(of:at:asOf:certainly:brief:)`` does.
    public func changes(
        of company: StreamName, at position: Int64? = nil, afterDay first: CivilDay,
        throughDay last: CivilDay
    ) async throws(EventStoreError) -> [Change] {
        let projections: [any Projection] = [
            Companies(), Timeline(), FilingList(), Milestones(), Conflicts(),
        ]
        let some = try await QuietFilings(of: company, at: position, by: projections, in: self)
        // Any other quiet filing is the same at both ends.
        let ids = try await quietFilingIDs(
            of: company, at: position, besides: some.loud, publicAfter: first, through: last)
        var batch = some.events
        if !ids.isEmpty {
            batch += try await store.events(in: company, withIDs: ids, through: position)
            batch.sort { $0.position < $1.position }
        }
        let before = PublishedHistory(batch, asOf: first)
        let after = PublishedHistory(batch, asOf: last)
        let known = Set(before.recorded.map(\.position))
        var comparing = Comparing(
            after.recorded.filter { !known.contains($0.position) },
            folded: after.maybe.filter { !known.contains($0.position) })
        if comparing.events.isEmpty { return [] }
        try comparing.compare(Companies(), before, after)
        try comparing.compare(Timeline(), before, after)
        try comparing.compare(FilingList(), before, after)
        try comparing.compare(Milestones(), before, after)
        try comparing.compare(Conflicts(), before, after)
        return comparing.sorted
    }
}

extension Comparing {
    fileprivate mutating func compare<Source: ComparedProjection>(
        _ projection: Source, _ before: PublishedHistory, _ after: PublishedHistory
    ) throws(EventStoreError) {
        let old = try before.answer(of: projection).lines
        let new = try after.answer(of: projection).lines
        let possible = Set(new.filter(\.isOnlyPossible).map(\.key))
        compare(
            projection,
            before: Dictionary(old.map { ($0.key, $0.row) }, uniquingKeysWith: { one, _ in one }),
            after: Dictionary(new.map { ($0.key, $0.row) }, uniquingKeysWith: { one, _ in one }),
            isOnlyPossible: possible.contains)
    }
}
