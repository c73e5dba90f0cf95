import EventStorage
import Filings
import Testing

@testable import Projections

/// What two readings say together, worked out by hand.
@Suite struct StatusPaceTests {
    private static func reading(
        at seconds: Int64, head: Int64, position: Int64?, version: Int64 = 2,
        build: (name: String, done: Int64)? = nil
    ) -> StatusReading {
        let time = Instant(microsecondsSinceEpoch: seconds * 1_000_000)
        let build = build.map { name, done in
            BuildStatus(
                name: name, place: .next, versions: ["timeline": 2], phase: "loading", done: done,
                total: 1_000, startedAt: time, isUnderWay: true)
        }
        let status = ProjectionStatus(
            projection: "timeline", versionHere: 2, version: position == nil ? nil : version,
            position: position, eventsBehind: head - (position ?? 0), behind: .zero,
            movedAt: nil, restedFor: nil, lease: .free, stops: [], skips: 0, build: build)
        return StatusReading(
            readAt: time, head: LogHead(position: head, recordedAt: time, streams: 1),
            projections: [status], projectors: [], builds: [], leftoverTables: [])
    }

    struct Row: Sendable {
        let before: StatusReading
        let after: StatusReading
        let rate: Double?
        let left: Duration?
    }

    private static let rows: [Row] = [
        // 400 in 2 s, and 600 to go.
        Row(
            before: reading(at: 10, head: 1_000, position: 0),
            after: reading(at: 12, head: 1_000, position: 400), rate: 200, left: .seconds(3)),
        // The log grows by half of that.
        Row(
            before: reading(at: 10, head: 800, position: 0),
            after: reading(at: 12, head: 1_000, position: 400), rate: 200, left: .seconds(6)),
        // It grows as fast, and faster.
        Row(
            before: reading(at: 10, head: 600, position: 0),
            after: reading(at: 12, head: 1_000, position: 400), rate: 200, left: nil),
        Row(
            before: reading(at: 10, head: 100, position: 0),
            after: reading(at: 12, head: 1_000, position: 400), rate: 200, left: nil),
        // Nothing is left; nothing moves.
        Row(
            before: reading(at: 10, head: 900, position: 900),
            after: reading(at: 11, head: 1_000, position: 1_000), rate: 100, left: nil),
        Row(
            before: reading(at: 10, head: 900, position: 3),
            after: reading(at: 11, head: 900, position: 3), rate: 0, left: nil),
        // Computed again from the start, in another version, made meanwhile, at one moment.
        Row(
            before: reading(at: 10, head: 900, position: 800),
            after: reading(at: 11, head: 900, position: 20), rate: nil, left: nil),
        Row(
            before: reading(at: 10, head: 900, position: 20, version: 1),
            after: reading(at: 11, head: 900, position: 800), rate: nil, left: nil),
        Row(
            before: reading(at: 10, head: 900, position: nil),
            after: reading(at: 11, head: 900, position: 800), rate: nil, left: nil),
        Row(
            before: reading(at: 10, head: 900, position: 20),
            after: reading(at: 10, head: 900, position: 800), rate: nil, left: nil),
        // A build, and another build.
        Row(
            before: reading(at: 10, head: 900, position: nil, build: ("a", 100)),
            after: reading(at: 14, head: 950, position: nil, build: ("a", 500)), rate: 100,
            left: .seconds(5)),
        Row(
            before: reading(at: 10, head: 900, position: nil, build: ("a", 100)),
            after: reading(at: 14, head: 950, position: nil, build: ("b", 500)), rate: nil,
            left: nil),
    ]

    @Test(arguments: rows)
    func `rate and time left are those of both the read model and the log`(row: Row) {
        let pace = StatusPace(from: row.before, to: row.after)
        #expect(pace.rate(of: "timeline") == row.rate)
        #expect(pace.timeLeft(of: "timeline") == row.left)
        #expect(pace.rate(of: "gossip") == nil)
    }
}
