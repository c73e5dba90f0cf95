import EventStorage
import Filings
import Glibc
import Postgres

/// One process that runs projections, as `annals_read.projectors` knows it.
///
/// Its heartbeats say that it lives; its leases say what it runs. A process that is paused for
/// longer than its lease loses everything cleanly: others take its projections over under a higher
/// epoch, and what it still tries to write finds that epoch. Nothing here belongs to a session, so
/// it works behind a transaction pooler.
struct LeaseHolder: Sendable {
    /// A random name, new at every start, and behind a dot the namespace of its process number.
    let name: String
    /// How long it counts as alive after a heartbeat.
    let duration: Duration
    let follows: Bool

    init(duration: Duration, follows: Bool) {
        name = String(UInt64.random(in: 0...UInt64.max), radix: 36) + Self.namespace
        self.duration = duration
        self.follows = follows
    }

    private var milliseconds: Int64 {
        let parts = duration.components
        return parts.seconds * 1_000 + parts.attoseconds / 1_000_000_000_000_000
    }

    /// Says that it lives; the first time, that it is there.
    func beat(on connection: isolated Connection) throws(EventStoreError) {
        try connection.change(
            """
            INSERT INTO annals_read.projectors AS p
            SELECT \(name), \(Self.host), \(getpid()), t, t, t + \(milliseconds) * interval '1 ms',
                \(follows)
            FROM clock_timestamp() t
            ON CONFLICT (projector) DO UPDATE
            SET beats_at = excluded.beats_at, expires_at = excluded.expires_at
            """)
    }

    /// The epochs of the versions that it runs, by projection.
    func held(on connection: isolated Connection) throws(EventStoreError) -> [Subject: Int64] {
        let rows = try connection.rows(
            """
            SELECT projection, version, epoch FROM annals_read.leases WHERE projector = \(name)
            """)
        return try Self.epochs(rows)
    }

    /// A version of a projection, which one process at a time runs.
    struct Subject: Hashable, Sendable {
        let projection: String
        let version: Int64
    }

    /// Takes the leases that nobody has, or whose projector is dead, and raises their epochs.
    ///
    /// - Parameter most: At most so many.
    func claim(
        _ subjects: [Subject], most: Int, on connection: isolated Connection
    ) throws(EventStoreError) -> [Subject: Int64] {
        let rows = try connection.rows(
            """
            INSERT INTO annals_read.leases AS l
            SELECT s.projection, s.version, \(name), 1, clock_timestamp()
            FROM unnest(\(subjects.map(\.projection)), \(subjects.map(\.version)))
                AS s(projection, version)
            WHERE NOT EXISTS (
                SELECT FROM annals_read.leases l JOIN annals_read.projectors p USING (projector)
                WHERE l.projection = s.projection AND l.version = s.version
                    AND p.expires_at > clock_timestamp())
            ORDER BY s.projection LIMIT \(Int64(max(0, most)))
            ON CONFLICT (projection, version) DO UPDATE
            SET projector = excluded.projector, epoch = l.epoch + 1, taken_at = excluded.taken_at
            WHERE NOT EXISTS (
                SELECT FROM annals_read.projectors p
                WHERE p.projector = l.projector AND p.expires_at > clock_timestamp())
            RETURNING l.projection, l.version, l.epoch
            """)
        return try Self.epochs(rows)
    }

    /// Gives leases back; their epochs stay.
    func release(
        _ subjects: [Subject], on connection: isolated Connection
    ) throws(EventStoreError) {
        try connection.change(
            """
            UPDATE annals_read.leases AS l SET projector = ''
            FROM unnest(\(subjects.map(\.projection)), \(subjects.map(\.version)))
                AS s(projection, version)
            WHERE l.projection = s.projection AND l.version = s.version AND l.projector = \(name)
            """)
    }

    /// Gives everything back and goes.
    func leave(on connection: isolated Connection) throws(EventStoreError) {
        try connection.change(
            "UPDATE annals_read.leases SET projector = '' WHERE projector = \(name)")
        try connection.change("DELETE FROM annals_read.projectors WHERE projector = \(name)")
    }

    /// Forgets dead projectors that run nothing any more.
    func forgetDead(on connection: isolated Connection) throws(EventStoreError) {
        try connection.change(
            """
            DELETE FROM annals_read.projectors p
            WHERE p.expires_at < clock_timestamp()
                AND NOT EXISTS (SELECT FROM annals_read.leases l WHERE l.projector = p.projector)
            """)
    }

    /// Ends the life of projectors of this host whose processes are gone: nobody need wait until
    /// they would have been due to beat. If a process only seems to be gone, its epoch is too.
    func buryNeighbours(on connection: isolated Connection) throws(EventStoreError) {
        let neighbours = try connection.rows(
            """
            SELECT projector, process FROM annals_read.projectors
            WHERE host = \(Self.host) AND expires_at > clock_timestamp() AND projector <> \(name)
                AND projector LIKE \("%" + Self.namespace)
            """)
        var gone: [String] = []
        for row in neighbours {
            let process: Int32 = try row.value(1)
            if kill(process, 0) != 0, errno == ESRCH { gone.append(try row.value(0)) }
        }
        if gone.isEmpty { return }
        try connection.change(
            """
            UPDATE annals_read.projectors SET expires_at = clock_timestamp()
            WHERE projector = ANY (\(gone))
            """)
    }

    /// How many of so many projections are its share among the followers that live: as many as
    /// anybody's, one more where they do not come out even.
    func share(of count: Int, on connection: isolated Connection) throws(EventStoreError) -> Int {
        let row = try connection.rows(
            """
            SELECT count(*) FROM annals_read.projectors
            WHERE follows AND expires_at > clock_timestamp()
            """
        ).first
        // Its own first heartbeat may not be there yet.
        let living = max(1, Int(try row?.value(0) as Int64? ?? 1))
        return (count + living - 1) / living
    }

    private static func epochs(_ rows: [Row]) throws(EventStoreError) -> [Subject: Int64] {
        var epochs: [Subject: Int64] = [:]
        for row in rows {
            let subject = Subject(projection: try row.value(0), version: try row.value(1))
            epochs[subject] = try row.value(2)
        }
        return epochs
    }

    /// Containers may share a host's name and count their processes for themselves.
    private static let namespace: String = {
        var status = stat()
        guard stat("/proc/self/ns/pid", &status) == 0 else { return ".0" }
        return "." + String(status.st_ino, radix: 36)
    }()

    private static var host: String {
        var name = [CChar](repeating: 0, count: 256)
        guard gethostname(&name, name.count - 1) == 0 else { return "?" }
        return String(
            decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
