import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Asks the read models, as they are or as of any position.
public struct ReadModels: Sendable {
    private let pool: Pool

    public init(_ pool: Pool) { self.pool = pool }

    /// A company and how it was found.
    public struct Company: Equatable, Sendable {
        public let stream: StreamName
        public let name: String
        /// All names in the order in which they were recorded, the record of each.
        public let names: [JSONObject]
        public let identifiers: [JSONObject]
        public let described: JSONObject?
        /// The whole question was one of its names or identifiers.
        public let isExact: Bool

        /// `cik-0000320193`, `innotron`.
        public var key: String { String(stream.text.dropFirst("company-".count)) }

        /// The company before anything of it was recorded.
        public var withoutNames: Company {
            Company(
                stream: stream, name: key, names: [], identifiers: [], described: nil,
                isExact: isExact)
        }
    }

    /// A line of a company's history.
    public struct Line: Equatable, Sendable {
        /// The whole record; of a line that ``isBrief`` only kind, position, state, title and tier.
        public let record: JSONObject
        /// The line's date is the stated day ``anchor``, and it has no amount and no milestone.
        public let isBrief: Bool
        public let position: Int64
        /// The first day it can be, else the last; `nil`: undated.
        public let anchor: CivilDay?
        public let last: CivilDay?
        public let publicFrom: CivilDay?
        public let publicBy: CivilDay?
    }

    /// A company's history in order: anchor, last day, position; undated lines come last.
    ///
    /// - Parameter brief: Plain lines come without their whole record, which is most of what is
    ///   read; enough for a drawing.
    public func timeline(
        of company: StreamName, at position: Int64? = nil, brief: Bool = false
    ) async throws(EventStoreError) -> [Line] {
        let rows = try await query(
            """
            SELECT \(raw: Self.timelineColumns), CASE
                WHEN is_plain AND \(brief) THEN '{}' ELSE record END
            FROM annals_read.timeline
            WHERE company = \(company.text) AND from_position <= \(position ?? .max)
                AND (to_position IS NULL OR to_position > \(position ?? .max))
            """)
        let lines = try rows.map { row throws(EventStoreError) in
            var columns = ColumnReader(row, from: 0)
            return Line(try Timeline.Row(&columns), brief: brief)
        }
        return lines.sorted { $0.sortKey < $1.sortKey }
    }

    /// The columns of a timeline's row but the record, in their order.
    private static let timelineColumns = Timeline.Row.columns.dropLast().map(\.name)
        .joined(separator: ", ")

    /// Lines of any company that say a text somewhere in their values, capitals not counting.
    ///
    /// - Parameter asOf: Only what may have been public by that day; `nil`: all.
    public func lines(
        containing text: String, at position: Int64? = nil, asOf: CivilDay? = nil, most: Int = 100
    ) async throws(EventStoreError) -> [JSONObject] {
        let day = DayNumber(asOf?.daysSinceEpoch ?? 0)
        let asked = text.lowercased()
        let escaped = String(JSONValue.string(asked).canonicalText.dropFirst().dropLast())
        let rows = try await query(
            """
            SELECT \(raw: Self.timelineColumns), record
            FROM annals_read.timeline
            WHERE kind <> 'filing' AND strpos(lower(record), \(escaped)) > 0
                AND from_position <= \(position ?? .max)
                AND (to_position IS NULL OR to_position > \(position ?? .max))
                AND (\(asOf == nil) OR coalesce(public_from, public_by) <= \(day))
            ORDER BY from_position
            """)
        var found: [JSONObject] = []
        for row in rows where found.count < most {
            var columns = ColumnReader(row, from: 0)
            let record = try Timeline.Row(&columns).record
            if record.claims(asked) { found.append(record) }
        }
        return found
    }

    func query(_ sql: SQL) async throws(EventStoreError) -> [Row] {
        try await pool.perform(throwing: EventStoreError.self) {
            connection throws(EventStoreError) in
            do throws(DatabaseError) {
                return try connection.query(sql)
            } catch {
                throw EventStoreError(error)
            }
        }
    }
}

extension ReadModels.Line {
    init(_ row: Timeline.Row, brief: Bool) {
        isBrief = row.isPlain && brief
        var record = row.record
        if isBrief {
            record = [
                "kind": .string(row.kind), "position": .integer(row.position),
                "state": .string(row.state), "title": .string(row.title),
            ]
            record["source"] = row.tier.map { ["tier": .string($0)] }
        }
        self.record = record
        position = row.position
        anchor = row.anchor
        last = row.last
        publicFrom = row.publicFrom
        publicBy = row.publicBy
    }

    fileprivate var sortKey: (Int, Int, Int64) {
        let last = self.last?.daysSinceEpoch ?? .max
        return (anchor?.daysSinceEpoch ?? .max, last, position)
    }
}
