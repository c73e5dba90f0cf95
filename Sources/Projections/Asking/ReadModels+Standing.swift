import EventStorage
import Postgres

extension ReadModels {
    /// The tables that questions read.
    public enum Table: String, CaseIterable, Sendable {
        case companies, filings, timeline, runs, coverage, milestones, conflicts, relations
        case searchTexts = "search_texts"

        /// Those that tell which company somebody means.
        public static let ofCompanies: [Table] = [.companies, .filings, .searchTexts]
    }

    /// How far the tables are that an answer rests on.
    public struct Standing: Equatable, Sendable {
        /// The lowest checkpoint; 0 when one is missing.
        public let position: Int64
        /// Those without a table of this program's version.
        public let missing: [Table]
        /// Of ``missing``, those whose table is of a newer version.
        public let newer: [Table]
        /// What stops any of them.
        public let stops: [Stop]

        /// What stops one that is missing: without it nothing would be gained by projecting.
        public var obstacle: Stop? {
            stops.first { stop in missing.contains { $0.rawValue == stop.projection } }
        }
    }

    public func standing(of tables: [Table]) async throws(EventStoreError) -> Standing {
        let names = tables.map(\.rawValue)
        let (checkpoints, stops) = try await store.repeating { connection throws(EventStoreError) in
            let checkpoints = try Checkpoint.all(in: .live, on: connection)
            let stops = try connection.rows(
                """
                SELECT \(Stop.columns) FROM annals_read.stops WHERE projection = ANY (\(names))
                ORDER BY projection, kind
                """
            ).map { row throws(EventStoreError) in try Stop(row) }
            return (checkpoints, stops)
        }
        var (position, missing, newer) = (Int64.max, [Table](), [Table]())
        for table in tables {
            let version = ProjectionCatalog.all.first { $0.name == table.rawValue }?.version ?? 0
            let checkpoint = checkpoints.first { $0.projection == table.rawValue }
            if checkpoint?.version == version {
                position = min(position, checkpoint?.position ?? 0)
                continue
            }
            missing.append(table)
            if let found = checkpoint?.version, found > version { newer.append(table) }
        }
        return Standing(
            position: missing.isEmpty ? position : 0, missing: missing, newer: newer, stops: stops)
    }
}

extension Projector {
    /// A projector of some read models only.
    ///
    /// Whoever needs an answer need not wait until the others are made.
    public init(_ store: EventStore, of tables: [ReadModels.Table]) {
        let names = Set(tables.map(\.rawValue))
        self.init(store, projections: ProjectionCatalog.all.filter { names.contains($0.name) })
    }
}
