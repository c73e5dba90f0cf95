/// The SQL that makes the durable log, compiled into the program: the table of contents.
///
/// A *migration* runs once, in this order, and is never edited after a release. A *function* is
/// replaced whenever its text has changed. Each file holds one object and opens with its contract.
public struct SchemaFile: Sendable {
    public enum Kind: Sendable {
        case migration
        case function
    }

    /// The name in the ledger `annals.schema_files`, stored for ever.
    public let name: String
    public let kind: Kind
    public let text: String

    /// Every file, in the order in which they run.
    public static let all: [SchemaFile] = [
        migration("m0001_roles", PackageResources.m0001_roles_sql),
        migration("m0002_schema_files", PackageResources.m0002_schema_files_sql),
        migration("m0003_head", PackageResources.m0003_head_sql),
        migration("m0004_streams", PackageResources.m0004_streams_sql),
        migration("m0005_events", PackageResources.m0005_events_sql),
        migration("m0006_event_tags", PackageResources.m0006_event_tags_sql),
        migration("m0007_immutable", PackageResources.m0007_immutable_sql),
        migration("m0008_checkpoints", PackageResources.m0008_checkpoints_sql),
        migration("m0009_source_checkpoints", PackageResources.m0009_source_checkpoints_sql),
        migration("m0010_source_listings", PackageResources.m0010_source_listings_sql),
        migration("m0011_projectors", PackageResources.m0011_projectors_sql),
        migration("m0012_leases", PackageResources.m0012_leases_sql),
        migration("m0013_stops", PackageResources.m0013_stops_sql),
        migration("m0014_builds", PackageResources.m0014_builds_sql),
        migration("m0015_build_ranges", PackageResources.m0015_build_ranges_sql),
        migration("m0016_tiles", PackageResources.m0016_tiles_sql),
        migration("m0017_tree", PackageResources.m0017_tree_sql),
        migration("m0018_log_checkpoints", PackageResources.m0018_log_checkpoints_sql),
        migration("m0019_log_signatures", PackageResources.m0019_log_signatures_sql),
        migration("m0020_log_stamps", PackageResources.m0020_log_stamps_sql),
        migration("m0021_parts", PackageResources.m0021_parts_sql),
        migration("m0022_parts_go_told", PackageResources.m0022_parts_go_told_sql),
        migration("m0023_access_tokens", PackageResources.m0023_access_tokens_sql),
        migration("m0024_requests", PackageResources.m0024_requests_sql),
        migration("m0025_partitions", PackageResources.m0025_partitions_sql),
        migration("m0026_tile_roots", PackageResources.m0026_tile_roots_sql),
        function("states_same_facts", PackageResources.states_same_facts_sql),
        function("first_match", PackageResources.first_match_sql),
        function("append_events", PackageResources.append_events_sql),
        function("events_after", PackageResources.events_after_sql),
        function("position_at", PackageResources.position_at_sql),
        function("refuse_taken_places", PackageResources.refuse_taken_places_sql),
        function("add_partition", PackageResources.add_partition_sql),
        function("add_partitions", PackageResources.add_partitions_sql),
        function("divide_events", PackageResources.divide_events_sql),
        function("replace_partition", PackageResources.replace_partition_sql),
    ]

    /// The statement that appends events whose places are all known; see its file.
    public static let appendAt = String(
        decoding: PackageResources.append_at_sql, as: UTF8.self)

    /// The same for one event alone.
    public static let appendOne = String(
        decoding: PackageResources.append_one_sql, as: UTF8.self)

    private static func migration(_ name: String, _ bytes: [UInt8]) -> SchemaFile {
        SchemaFile(name: name, kind: .migration, text: String(decoding: bytes, as: UTF8.self))
    }

    private static func function(_ name: String, _ bytes: [UInt8]) -> SchemaFile {
        SchemaFile(name: name, kind: .function, text: String(decoding: bytes, as: UTF8.self))
    }
}
