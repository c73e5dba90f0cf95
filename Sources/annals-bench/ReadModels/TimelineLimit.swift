import Postgres

/// The fastest SQL that makes the timeline's rows of listed filings: one CREATE TABLE AS over
/// parallel workers, then the same indexes by parallel workers.
///
/// It knows only events of a listing and of runs, as they are in the log here, and no history: every
/// row holds. What it makes is compared with what the system makes before anything is timed.
struct TimelineLimit {
    private let log: ScratchLog
    /// The statements for the indexes that the system's table has.
    private var indexes: [String] = []

    static let table = "limits.timeline"

    init(_ log: ScratchLog) { self.log = log }

    /// Takes the indexes from a table that the system made.
    mutating func takeIndexes(of build: TimelineBuild) async throws {
        let rows = try await log.limits.query(
            """
            SELECT indexdef FROM pg_indexes
            WHERE schemaname || '.' || tablename = \(build.table) ORDER BY indexname
            """)
        indexes = try rows.map { row in
            let definition: String = try row.decode(0)
            return definition.replacing(build.table, with: Self.table)
        }
        guard !indexes.isEmpty else { throw BenchError("\(build.table) has no index.") }
    }

    /// - Returns: The seconds it took.
    func run() async throws -> Double {
        try await log.limits.script("DROP TABLE IF EXISTS \(Self.table)")
        try await log.limits.script(Self.settings)
        try await log.checkpoint()
        let watch = Stopwatch()
        try await log.limits.script(Self.create)
        for index in indexes { try await log.limits.script(index) }
        return watch.seconds
    }

    /// As many processes as cores: the session's own and one more. Measured with 1 to 4.
    private static let settings = """
        SET max_parallel_workers_per_gather = 2;
        SET max_parallel_maintenance_workers = 2;
        SET parallel_setup_cost = 0;
        SET parallel_tuple_cost = 0;
        SET min_parallel_table_scan_size = 0;
        SET work_mem = '256MB';
        SET maintenance_work_mem = '1GB';
        SET synchronous_commit = off;
        SET jit = off
        """

    /// Each entry is parsed once. Slower are json (parsed once for every member), members taken one
    /// by one, and a subquery that keeps the parsed value: that one is not parallel.
    private static let create = """
        CREATE TABLE \(table) AS
        SELECT (s.name || ' ' || e.source_key) COLLATE "C" AS key,
            e.position AS from_position, NULL::bigint AS to_position, e.position AS position,
            d."filedOn" AS anchor, d."filedOn" AS last,
            least(d."filedOn", j.time) AS public_from,
            greatest(d."filedOn", j.time) AS public_by, j.time AS published_on,
            true AS is_plain, s.name AS company, 'filing'::text COLLATE "C" AS kind,
            'filed'::text AS state, 'P'::text AS tier, d.form,
            replace(translate(d.items, '[]"', ''), ', ', ',') AS items,
            d."primaryDocDescription" AS description, d.title, NULL::text AS record
        FROM annals.events e JOIN annals.streams s USING (stream_id),
            jsonb_to_record(convert_from(e.entry, 'UTF8')::jsonb) AS j(data jsonb, time date),
            jsonb_to_record(j.data) AS d(
                "filedOn" date, form text, items text, "primaryDocDescription" text, title text)
        WHERE e.type = 'filing.listed'
        """

    /// Rows that only one of the two tables has. Filings of which later events tell are left out:
    /// a real index lists one twice, with two names, and this statement knows no history.
    func differences(from build: TimelineBuild) async throws -> Int64 {
        let count = try await log.limits.query(
            """
            SELECT count(*) FROM (
                (TABLE \(raw: Self.table) EXCEPT ALL TABLE \(raw: build.table))
                UNION ALL
                (TABLE \(raw: build.table) EXCEPT ALL TABLE \(raw: Self.table))) AS d
            WHERE NOT d.key = ANY (\(try await revisedKeys()))
            """
        ).first
        return try count?.decode(0) ?? -1
    }

    /// The keys of filings that have more events than their listing.
    func revisedKeys() async throws -> [String] {
        try await log.limits.query(
            """
            SELECT DISTINCT s.name || ' '
                || (convert_from(e.entry, 'UTF8')::jsonb -> 'data' ->> 'filing')
            FROM annals.events e JOIN annals.streams s USING (stream_id)
            WHERE e.type LIKE 'filing.%' AND e.type <> 'filing.listed'
            """
        ).map { row in try row.decode(0) }
    }
}
