import CanonicalJSON
import EventStorage
import Filings

/// One company as of a published day, and of a position at the same time: from its events.
extension ReadModels {
    /// A history as it was public on a day.
    public struct PublishedLines: Equatable, Sendable {
        /// In order: anchor, last day, position; undated lines come last.
        public let lines: [Line]
        /// How many lines are not there since nobody knows when they became public.
        public let withoutPublication: Int

        /// Lines of which none is left out: those of a question without a day.
        public init(all lines: [Line]) {
            self.init(lines: lines, withoutPublication: 0)
        }

        init(lines: [Line], withoutPublication: Int) {
            self.lines = lines
            self.withoutPublication = withoutPublication
        }
    }

    /// A company's history as it was public by the end of a day; see ``timeline(of:at:brief:)``.
    ///
    /// - Parameters:
    ///   - position: Of the events recorded up to that position; `nil` for all.
    ///   - certainly: Only what certainly was public, and without what only may have been.
    /// - Throws: ``EventStoreError/unreadable(position:reason:)`` where an event of the company
    ///   that the timeline needs cannot be read, and nobody decided to skip it.
    public func timeline(
        of company: StreamName, at position: Int64? = nil, asOf day: CivilDay,
        certainly: Bool = false, brief: Bool = false
    ) async throws(EventStoreError) -> PublishedLines {
        let some = try await QuietFilings(
            of: company, at: position, by: [Timeline(), FilingList()], in: self)
        let history = PublishedHistory(some.events, asOf: day)
        let answer = try history.answer(of: Timeline(), certainly: certainly)
        var filings: [String: PublishedHistory.Line<FilingList.Row>] = [:]
        if !brief {
            for line in try history.answer(of: FilingList(), certainly: certainly).lines {
                filings[line.key] = line
            }
        }
        let quiet = try await quietLines(
            of: company, at: position, besides: some.loud, brief: brief
        ).filter { line, days in certainly ? days.certainly(by: day) : days.maybe(by: day) }
            .map { line, days in line.marked(isOnlyPossible: !days.certainly(by: day)) }
        let lines =
            quiet
            + answer.lines.map { line in
                Line(
                    line.row, filing: filings[line.key].map { .object($0.row.record) },
                    isOnlyPossible: line.isOnlyPossible
                        || filings[line.key]?.isOnlyPossible ?? false)
            }
        return PublishedLines(
            lines: lines.sorted { $0.sortKey < $1.sortKey },
            withoutPublication: answer.withoutPublication)
    }

    /// A filing as it was public on a day.
    public struct PublishedFiling: Equatable, Sendable {
        public let record: JSONObject
        /// What it rests on may have become public later.
        public let isOnlyPossible: Bool
    }

    /// A company's filings as they were public by the end of a day; see ``filings(of:at:)``.
    ///
    /// - Throws: As ``timeline(of:at:asOf:certainly:brief:)`` does.
    public func filings(
        of company: StreamName, at position: Int64? = nil, asOf day: CivilDay
    ) async throws(EventStoreError) -> [PublishedFiling] {
        let some = try await QuietFilings(
            of: company, at: position, by: [FilingList()], in: self)
        let loud = try PublishedHistory(some.events, asOf: day).answer(of: FilingList()).lines
        let quiet = try await quietFilings(of: company, at: position, besides: some.loud)
            .filter { $0.publicDays.maybe(by: day) }
            .map { row in
                PublishedHistory.Line(
                    key: "", row: row, isOnlyPossible: !row.publicDays.certainly(by: day))
            }
        return (quiet + loud)
            .sorted {
                ($0.row.filedOn, $0.row.position) < ($1.row.filedOn, $1.row.position)
            }
            .map { PublishedFiling(record: $0.row.record, isOnlyPossible: $0.isOnlyPossible) }
    }

    /// Those of one stream's events that may have been public by the end of a day, with every later
    /// version of a claim put on what was in force among them.
    public static func events(
        _ events: [RecordedEvent], publicBy day: CivilDay
    ) -> [RecordedEvent] {
        PublishedHistory(events, asOf: day).maybe
    }

    /// Those of one stream's events that may have been public by the end of a day, as the log has
    /// them.
    public static func recorded(
        _ events: [RecordedEvent], publicBy day: CivilDay
    ) -> [RecordedEvent] {
        PublishedHistory(events, asOf: day).recorded
    }

    /// - Parameter projections: Those that will be asked for their answers.
    /// - Throws: ``EventStoreError/unreadable(position:reason:)`` where an event that one of them
    ///   needs cannot be read, and nobody decided to skip it.
    func published(
        _ company: StreamName, at position: Int64?, asOf day: CivilDay,
        by projections: [any Projection] = [Timeline(), FilingList()]
    ) async throws(EventStoreError) -> PublishedHistory {
        PublishedHistory(try await readable(company, at: position, by: projections), asOf: day)
    }

    /// A company's events, in their order.
    ///
    /// - Throws: As ``published(_:at:asOf:by:)`` does.
    func readable(
        _ company: StreamName, at position: Int64?, by projections: [any Projection],
        leavingOut leftOut: String? = nil
    ) async throws(EventStoreError) -> [RecordedEvent] {
        // Of nine tenths of a stream, its filings, a question about claims needs nothing.
        let types = projections.map(\.types)
        let some = types.compactMap(\.self)
        let needed =
            some.count < types.count
            ? nil : some.reduce(into: Set<String>()) { $0.formUnion($1) }
        let batch = try await store.batch(
            in: company, through: position, types: needed, leavingOut: leftOut)
        let skips =
            batch.unreadable.isEmpty
            ? Skips() : try await Skips(of: projections.map(\.name), in: store)
        for bad in batch.unreadable {
            for projection in projections
            where projection.needs(bad.type) && !skips.contains(bad.position, of: projection.name) {
                throw .unreadable(position: bad.position, reason: bad.reason)
            }
        }
        return batch.events
    }
}
