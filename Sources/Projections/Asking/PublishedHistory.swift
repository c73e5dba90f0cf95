import EventStorage
import Filings

/// One stream as it was public on a day: those of its events that were public by then, folded in
/// memory by any projection.
///
/// Rows of tables cannot say it: a correction that was published later is in them. Which events are
/// in the stream, the position says that they were read up to; both limits together give the same
/// answer for ever.
struct PublishedHistory: Sendable {
    /// A row of the answer.
    struct Line<Row: ProjectedRow>: Equatable, Sendable {
        let key: String
        let row: Row
        /// It is another one, or none, when only what certainly was public counts.
        let isOnlyPossible: Bool
    }

    /// What a projection makes of the stream.
    struct Answer<Row: ProjectedRow>: Sendable {
        /// In the order of their keys.
        let lines: [Line<Row>]
        /// How many rows are not there since nobody knows when what they rest on became public.
        let withoutPublication: Int
    }

    /// Those that may have been public, as the log has them.
    let recorded: [RecordedEvent]
    /// The same as they are folded, see ``settled(_:)``.
    let maybe: [RecordedEvent]
    private let certain: [RecordedEvent]
    /// All that may have been public certainly was.
    private let isCertain: Bool
    private let unknown: [RecordedEvent]

    /// - Parameter events: Of one stream, in their order.
    init(_ events: [RecordedEvent], asOf day: CivilDay) {
        var maybe: [RecordedEvent] = []
        var certain: [RecordedEvent] = []
        var unknown: [RecordedEvent] = []
        let filings = FilingPublications(events)
        let claims = ClaimPublications(events)
        for event in events {
            guard
                let days = filings.days(of: event) ?? claims.days(of: event) ?? event.publicDays
            else {
                unknown.append(event)
                continue
            }
            if days.maybe(by: day) { maybe.append(event) }
            if days.certainly(by: day) { certain.append(event) }
        }
        recorded = maybe
        self.maybe = Self.settled(maybe)
        isCertain = maybe.count == certain.count
        self.certain = isCertain ? self.maybe : Self.settled(certain)
        self.unknown = unknown
    }

    /// The events with every revision put on what was in force among them.
    private static func settled(_ events: [RecordedEvent]) -> [RecordedEvent] {
        var claims = PublicClaims()
        return events.compactMap { claims.take($0) }
    }

    /// - Parameter certainly: Only what certainly was public counts: every row as it was then
    ///   without what only may have been.
    /// - Throws: ``EventStoreError/unreadable(position:reason:)`` where the projection refuses an
    ///   event.
    func answer<Source: Projection>(
        of projection: Source, certainly: Bool = false
    ) throws(EventStoreError) -> Answer<Source.Row> {
        let sure = try Self.fold(certain, by: projection)
        // Mostly the two are the same events.
        let rows =
            certainly || isCertain
            ? sure : try Self.fold(maybe, by: projection)
        let lines = rows.sorted { $0.key < $1.key }.map { key, row in
            Line(key: key, row: row, isOnlyPossible: sure[key] != row)
        }
        let without = Set(
            unknown.filter { projection.needs($0.event.type) }.flatMap { projection.keys(of: $0) })
        return Answer(
            lines: lines, withoutPublication: without.count { rows[$0] == nil })
    }

    private static func fold<Source: Projection>(
        _ events: [RecordedEvent], by projection: Source
    ) throws(EventStoreError) -> [String: Source.Row] {
        var fold = ProjectionFold(projection)
        for event in events {
            do throws(RefusedByProjection) {
                try fold.apply(event)
            } catch {
                throw .unreadable(
                    position: event.position, reason: "\(projection.name) cannot take it: \(error)")
            }
        }
        return fold.rows
    }
}
