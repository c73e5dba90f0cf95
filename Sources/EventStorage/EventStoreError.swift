import Filings
import Postgres

public enum EventStoreError: Error, Equatable, Sendable {
    /// The stream has moved on since the caller read it. Read again, decide again, append again.
    case wrongExpectedVersion(stream: StreamName, expected: ExpectedVersion, actual: Int64)
    /// The event at that position meets the append condition. Read on from it, decide again.
    case conditionMet(position: Int64)
    /// The source key is taken by other facts, at that position. A correction or an amendment is
    /// due, or the key does not identify what it should.
    case conflict(stream: StreamName, id: String, position: Int64)
    /// The event cannot be an entry; nothing was sent.
    case refused(id: String, reason: RefusedEvent)
    /// An entry cannot be read: another program wrote it, or the bytes were altered.
    case unreadable(position: Int64?, reason: String)
    /// The entry went to an archive with its partition: bring it back, or ask the archive.
    case archived(position: Int64)
    /// The schema is not there, or older than this program: run `annals migrate`. Or it is newer,
    /// as the detail says: run the newer program.
    case notMigrated(detail: String)
    /// The proof tree does not fit the log: something was altered. Nothing is written any more until
    /// `annals verify` has told what, and somebody has put it right.
    case altered(what: String)
    /// The log lacks an event that this process knows to be in it, or has another in its place: a
    /// server took over without it, or a backup was restored. Nothing is written any more.
    case setBack(position: Int64, recordedAt: Instant)
    /// The database was migrated by a newer program than this. Use that one.
    case newerSchema(file: String)
    /// PostgreSQL failed. An append may have happened all the same when the outcome says so;
    /// appending again is safe, since source keys make it a no-op.
    case database(DatabaseError)
}

/// Why an event cannot be an entry.
public enum RefusedEvent: Equatable, Sendable {
    /// The request has none, or one of its parts.
    case noEvents
    case emptyID
    case emptySource
    /// Over 65,535 bytes with all that recording adds. Keep documents outside, by digest.
    case tooLarge(bytes: Int)
    /// The id, the type or a tag is too long for an index (1,024 bytes), has a NUL character, or,
    /// type and tag, is empty.
    case badText
    /// A stream occurs in two parts of one request, or a source key twice in one part.
    case repeated
    /// A number that is not an integer within ±(2^53−1), as no entry may hold.
    case badNumber
}

extension EventStoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .wrongExpectedVersion(let stream, let expected, let actual):
            "\(stream) holds \(actual) events, not \(expected.words): read it again."
        case .conditionMet(let position):
            "The event at position \(position) meets the append condition: read on from it."
        case .conflict(let stream, let id, let position):
            "\(id) is recorded in \(stream) with other content, at position \(position)."
        case .refused(let id, let reason): "\(id) cannot be recorded: \(reason.words)."
        case .unreadable(let position, let reason):
            "The entry at position \(position.map(String.init) ?? "?") is unreadable: \(reason)."
        case .archived(let position):
            "The entry at position \(position) is in an archive: annals partition list tells where, "
                + "annals partition restore brings it back."
        case .notMigrated(let detail):
            "The database's schema is not this version's (\(detail)): run annals migrate."
        case .altered(let what):
            "The log was altered: \(what). Nothing was written; annals verify tells more."
        case .setBack(let position, let time):
            "The database lacks event \(position), recorded at \(time.text), which was acknowledged: "
                + "another server without it took over, or a backup was restored. Nothing was written."
        case .newerSchema(let file):
            "The database has \(file), which this version does not know: use the newer annals."
        case .database(let error): "\(error)"
        }
    }
}

extension ExpectedVersion {
    fileprivate var words: String {
        switch self {
        case .noStream: "none"
        case .exactly(let version): "\(version)"
        case .any: "any number"
        }
    }
}

extension RefusedEvent {
    fileprivate var words: String {
        switch self {
        case .noEvents: "there is no event"
        case .emptyID: "it has no id"
        case .emptySource: "it has no source"
        case .tooLarge(let bytes): "its entry has \(bytes) bytes, more than 65,535"
        case .badText: "its id, its type or a tag is empty, over 1,024 bytes or has a NUL character"
        case .repeated: "it is there twice"
        case .badNumber: "a number is not an integer within ±(2^53−1)"
        }
    }
}
