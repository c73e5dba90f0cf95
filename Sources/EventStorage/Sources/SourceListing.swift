import Filings
import Postgres

/// What a list of a register held when it was last read whole.
///
/// Rows that were there are told from new ones without a look at the log, and what vanished is
/// noticed: that makes reading an unchanged quarter several times as fast as the first time.
public struct SourceListing: Equatable, Sendable {
    /// `edgar-index 2020-Q1`
    public var name: String
    public var readAt: Instant
    /// The day for which it was so; `nil` when nobody noted it.
    public var observedOn: CivilDay?
    /// The filing days that it is a list of; `nil`: all.
    public var days: ClosedRange<CivilDay>?
    /// How many distinct rows it had.
    public var rows: Int64
    /// Eight bytes for each row's content, sorted.
    public var hashes: [UInt8]
    /// The rows' source keys, a line each, deflated.
    public var keys: [UInt8]
    /// Source keys it had and has no longer.
    public var gone: [String]

    public init(
        name: String, readAt: Instant, days: ClosedRange<CivilDay>?, rows: Int64,
        hashes: [UInt8], keys: [UInt8], gone: [String]
    ) {
        self.name = name
        self.readAt = readAt
        self.days = days
        self.rows = rows
        self.hashes = hashes
        self.keys = keys
        self.gone = gone
    }

    static let columns: SQL =
        "name, read_at, first_day, last_day, rows, hashes, keys, gone, observed_on"

    init(_ row: Row) throws(DatabaseError) {
        name = try row.decode(0)
        let time: TimestampMicroseconds = try row.decode(1)
        readAt = Instant(microsecondsSinceEpoch: time.rawValue)
        let first: DayNumber? = try row.decode(2)
        let last: DayNumber? = try row.decode(3)
        if let first, let last, first.rawValue <= last.rawValue {
            days =
                CivilDay(
                    daysSinceEpoch: Int(first.rawValue))...CivilDay(
                    daysSinceEpoch: Int(last.rawValue))
        }
        rows = try row.decode(4)
        hashes = try row.decode(5)
        keys = try row.decode(6)
        gone = try row.decode(7)
        let day: DayNumber? = try row.decode(8)
        observedOn = day.map { CivilDay(daysSinceEpoch: Int($0.rawValue)) }
    }

    var replacing: SQL {
        let first = (days?.lowerBound).map { DayNumber($0.daysSinceEpoch) }
        let last = (days?.upperBound).map { DayNumber($0.daysSinceEpoch) }
        let day = observedOn.map { DayNumber($0.daysSinceEpoch) }
        let time = TimestampMicroseconds(readAt.microsecondsSinceEpoch)
        return """
            INSERT INTO annals.source_listings AS l
                (name, read_at, first_day, last_day, rows, hashes, keys, gone, observed_on)
            VALUES (\(name), \(time), \(first), \(last), \(rows), \(hashes), \(keys), \(gone),
                \(day))
            ON CONFLICT (name) DO UPDATE SET read_at = excluded.read_at,
                first_day = excluded.first_day, last_day = excluded.last_day,
                rows = excluded.rows, hashes = excluded.hashes, keys = excluded.keys,
                gone = excluded.gone, observed_on = excluded.observed_on
            """
    }
}
