import EventStorage
import Filings
import Postgres

/// The read models as one moment of the database has them: head, checkpoints, leases, heartbeats,
/// stops and builds in one snapshot, all ages by the server's clock.
public struct StatusReading: Equatable, Sendable {
    /// By the server's clock.
    public let readAt: Instant
    public let head: LogHead
    /// Those of this program, and those that only the database knows; by name.
    public let projections: [ProjectionStatus]
    /// Oldest first.
    public let projectors: [ProjectorStatus]
    /// Oldest first.
    public let builds: [BuildStatus]
    /// Tables of the places `next` and `replay` that belong to nothing: `annals_next.timeline`.
    public let leftoverTables: [String]

    /// Whether every read model is; see ``ProjectionStatus/isWell``.
    public var isWell: Bool { projections.allSatisfy(\.isWell) }

    /// A projector that follows the log lives.
    public var hasFollower: Bool { projectors.contains { $0.follows && $0.lives } }

    /// Works on a standby; there the ages have its delay in them.
    public static func read(from store: EventStore) async throws(EventStoreError) -> StatusReading {
        try await read(from: store, projections: ProjectionCatalog.all)
    }

    static func read(
        from store: EventStore, projections: [any Projection]
    ) async throws(EventStoreError) -> StatusReading {
        try await store.repeating { connection throws(EventStoreError) in
            try connection.transaction(.snapshot, throwing: EventStoreError.self) {
                connection throws(EventStoreError) in
                try StatusReading(of: projections, on: connection)
            }
        }
    }

}

extension StatusReading {
    /// In a transaction whose statements all see one state.
    fileprivate init(
        of projections: [any Projection], on connection: isolated Connection
    ) throws(EventStoreError) {
        (head, readAt) = try StatusRows.head(on: connection)
        let all = try StatusRows.projectors(at: readAt, on: connection)
        let leases = try StatusRows.leases(of: all, on: connection)
        let builds = try StatusRows.builds(leases: leases, on: connection)
        let tables = try StatusRows.tables(on: connection)
        let stops = Dictionary(
            grouping: try StatusRows.stops(on: connection), by: \.projection)
        let versions = Dictionary(
            projections.map { ($0.name, $0.version) }, uniquingKeysWith: max)
        let names = Set(versions.keys).union(tables.keys).union(stops.keys)
        let first = head.position > 0 ? try StatusRows.recordedAt(1, on: connection) : nil
        let skips = try StatusRows.skips(of: names, on: connection)
        let moment = (head: head.position, readAt: readAt, first: first)
        self.projections = names.sorted().map { name in
            let (here, table) = (versions[name], tables[name])
            let subject = (table?.version ?? here).map {
                LeaseHolder.Subject(projection: name, version: $0)
            }
            return ProjectionStatus(
                name, versionHere: here, table: table, at: moment,
                lease: subject.flatMap { leases[$0] } ?? .free, stops: stops[name] ?? [],
                skips: skips[Skips.stream(of: name).text] ?? 0,
                build: builds.last {
                    $0.place == .next && here != nil && $0.versions[name] == here
                })
        }
        self.builds = builds
        projectors = all.map(\.status)
        leftoverTables = try StatusRows.leftoverTables(on: connection)
    }
}

extension ProjectionStatus {
    fileprivate init(
        _ projection: String, versionHere: Int64?, table: StatusRows.Table?,
        at moment: (head: Int64, readAt: Instant, first: Instant?), lease: Lease, stops: [Stop],
        skips: Int64, build: BuildStatus?
    ) {
        self.projection = projection
        self.versionHere = versionHere
        version = table?.version
        position = table?.position
        eventsBehind = max(0, moment.head - (table?.position ?? 0))
        let waiting = table == nil ? moment.first : table?.nextRecordedAt
        behind = waiting.map { moment.readAt.age(of: $0) } ?? .zero
        movedAt = table?.movedAt
        restedFor = table.map { moment.readAt.age(of: $0.movedAt) }
        self.lease = lease
        self.stops = stops
        self.skips = skips
        self.build = build
    }
}

extension Instant {
    /// How long before this another one was; zero when it was not.
    func age(of other: Instant) -> Duration {
        .microseconds(max(0, microsecondsSinceEpoch - other.microsecondsSinceEpoch))
    }
}
