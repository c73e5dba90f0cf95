import CanonicalJSON
import Filings
import Postgres

/// How far a source is in one of its parts: what it last gave, so that the same is recognized.
///
/// Kept beside the log and moved in the transaction of the last events it speaks of. Without it
/// everything is read and compared again, and feeds and streams begin with what they have now.
public struct SourceCheckpoint: Equatable, Sendable {
    /// `edgar-index`
    public var source: String
    /// `2020-Q1/master`
    public var part: String
    /// SHA-256 of the document last read whole, in hexadecimal.
    public var sha256: String?
    /// The entity tag and the date of that answer, for conditional requests.
    public var entityTag: String?
    public var lastModified: String?
    /// The day for which the document spoke.
    public var observedOn: CivilDay?
    public var readAt: Instant
    /// What the source's walk wants to know next time: `timepoint`, `newest`.
    public var state: [String: String] = [:]

    public init(source: String, part: String, readAt: Instant) {
        self.source = source
        self.part = part
        self.readAt = readAt
    }

    static let columns: SQL = """
        source, part, encode(sha256, 'hex'), entity_tag, last_modified, observed_on, read_at, state
        """

    init(_ row: Row) throws(DatabaseError) {
        source = try row.decode(0)
        part = try row.decode(1)
        sha256 = try row.decode(2)
        entityTag = try row.decode(3)
        lastModified = try row.decode(4)
        let day: DayNumber? = try row.decode(5)
        observedOn = day.map { CivilDay(daysSinceEpoch: Int($0.rawValue)) }
        let time: TimestampMicroseconds = try row.decode(6)
        readAt = Instant(microsecondsSinceEpoch: time.rawValue)
        let text: String = try row.decode(7)
        let object = (try? JSONValue(parsing: Array(text.utf8)))?.objectValue ?? [:]
        for member in object.members { state[member.name] = member.value.stringValue }
    }

    /// Puts this in the place of what was there.
    var replacing: SQL {
        let day = observedOn.map { DayNumber($0.daysSinceEpoch) }
        let time = TimestampMicroseconds(readAt.microsecondsSinceEpoch)
        let json = JSONValue.object(
            JSONObject(state.sorted { $0.key < $1.key }.map { ($0.key, .string($0.value)) }))
        return """
            INSERT INTO annals.source_checkpoints AS c
                (source, part, sha256, entity_tag, last_modified, observed_on, read_at, state)
            VALUES (\(source), \(part), decode(\(sha256), 'hex'), \(entityTag), \(lastModified),
                \(day), \(time), \(json.canonicalText))
            ON CONFLICT (source, part) DO UPDATE SET sha256 = excluded.sha256,
                entity_tag = excluded.entity_tag, last_modified = excluded.last_modified,
                observed_on = excluded.observed_on, read_at = excluded.read_at,
                state = excluded.state
            """
    }
}
