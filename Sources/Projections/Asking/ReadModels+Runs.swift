import CanonicalJSON
import EventStorage
import Filings
import Postgres

extension ReadModels {
    /// An ingestion run with its sums.
    public struct Run: Equatable, Sendable {
        /// `edgar-index/2026-11-26T01:17:59.000000Z`
        public let id: String
        public let source: String
        public let startedAt: Instant
        public let finishedAt: Instant
        /// A ``RunFinished/Outcome``, or what a later version calls one.
        public let outcome: String
        /// The command that asks for the same again.
        public let command: String
        public let counts: RunCounts
        /// How many events the run has; more than ``positions``: some are not recorded yet.
        public let parts: Int64
        /// Where its events are, for their documents, refusals and coverage.
        public let positions: [Int64]
    }

    /// What is known about the completeness of a unit of a source: what the newest event says.
    public struct UnitCoverage: Equatable, Sendable {
        public let source: String
        /// `2020-01-03`, `2020-Q1`, `CIK0000320193`.
        public let unit: String
        public let state: RunCoverage.State
        public let reason: String?
        /// The arguments of `annals ingest` that repair it.
        public let repair: String?
        /// The run that says so, and when it ended.
        public let run: String
        public let lookedAt: Instant
    }

    /// Runs, newest first.
    ///
    /// - Parameters:
    ///   - source: Of that source; `nil` for all.
    ///   - since: Only those that began then or later.
    ///   - most: At most so many.
    public func runs(
        of source: String? = nil, since: Instant? = nil, at position: Int64? = nil,
        most: Int = .max
    ) async throws(EventStoreError) -> [Run] {
        let start = TimestampMicroseconds(since?.microsecondsSinceEpoch ?? 0)
        return try await runs(
            """
            SELECT \(raw: Self.runColumns) FROM annals_read.runs r
            WHERE \(Self.holds("r", at: position)) AND \(Self.source(source))
                AND (\(since == nil) OR r.started_at >= \(start))
            ORDER BY r.started_at DESC, r.key DESC LIMIT \(most)
            """)
    }

    /// One run; `nil` when there is none of that id.
    public func run(
        _ id: String, at position: Int64? = nil
    ) async throws(EventStoreError) -> Run? {
        try await runs(
            """
            SELECT \(raw: Self.runColumns) FROM annals_read.runs r
            WHERE r.key = \(id) AND \(Self.holds("r", at: position))
            """
        ).first
    }

    /// The newest run of each source, by the name of the source.
    ///
    /// - Parameter complete: Only of those that were complete.
    public func newestRuns(
        complete: Bool = false, at position: Int64? = nil
    ) async throws(EventStoreError) -> [Run] {
        try await runs(
            """
            SELECT DISTINCT ON (r.source) \(raw: Self.runColumns) FROM annals_read.runs r
            WHERE \(Self.holds("r", at: position)) AND (NOT \(complete) OR r.outcome = 'complete')
            ORDER BY r.source, r.finished_at DESC, r.key DESC
            """)
    }

    /// How complete the units of a source are that runs have spoken of, by source and unit.
    ///
    /// - Parameter source: `nil` for all.
    public func coverage(
        of source: String? = nil, at position: Int64? = nil
    ) async throws(EventStoreError) -> [UnitCoverage] {
        try await coverage(where: Self.source(source), at: position)
    }

    /// What runs said of one company as a whole, by source.
    ///
    /// - Parameter company: Of a register: one that has another key is in no run as a unit.
    public func coverage(
        of company: StreamName, at position: Int64? = nil
    ) async throws(EventStoreError) -> [UnitCoverage] {
        guard let unit = Self.unit(of: company) else { return [] }
        return try await coverage(where: "r.unit = \(unit)", at: position)
    }

    private func coverage(
        where condition: SQL, at position: Int64?
    ) async throws(EventStoreError) -> [UnitCoverage] {
        let rows = try await query(
            """
            SELECT \(raw: Coverage.Row.columns.map(\.name).joined(separator: ", "))
            FROM annals_read.coverage r
            WHERE \(Self.holds("r", at: position)) AND \(condition)
            ORDER BY source, unit
            """)
        return try rows.map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            return UnitCoverage(try Coverage.Row(&columns))
        }
    }

    /// `CIK0000320193` of `company-cik-0000320193`, as the sources call it.
    private static func unit(of company: StreamName) -> String? {
        let units = [
            "company-cik-": "CIK", "company-uk-": "GB-", "company-cninfo-": "CN-",
            "company-lei-": "LEI-",
        ]
        for (key, unit) in units where company.text.hasPrefix(key) {
            return unit + company.text.dropFirst(key.count)
        }
        return nil
    }

    private static let runColumns =
        (["key"] + Runs.Row.columns.map(\.name)).map { "r." + $0 }.joined(separator: ", ")

    private static func source(_ source: String?) -> SQL {
        source.map { "r.source = \($0)" } ?? "true"
    }

    private func runs(_ sql: SQL) async throws(EventStoreError) -> [Run] {
        try await query(sql).map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            let id = try columns.text()
            return Run(id, try Runs.Row(&columns))
        }
    }
}

extension ReadModels.Run {
    init(_ id: String, _ row: Runs.Row) {
        self.init(
            id: id, source: row.source, startedAt: row.startedAt, finishedAt: row.finishedAt,
            outcome: row.outcome, command: row.command, counts: row.counts, parts: row.parts,
            positions: row.positions)
    }
}

extension ReadModels.UnitCoverage {
    init(_ row: Coverage.Row) {
        self.init(
            source: row.source, unit: row.unit,
            // A word of a later version asks for another look.
            state: RunCoverage.State(rawValue: row.state) ?? .unread, reason: row.reason,
            repair: row.repair, run: row.run, lookedAt: row.lookedAt)
    }
}
