import EventStorage
import Postgres
import Proofs

/// Fills a table with a partition's rows, other bytes in their entries' place, to take its place.
struct PartitionCopy: Sendable {
    let store: EventStore
    let partition: LogPartition
    /// What is to stand in place of what stands there: the position and its bytes in, bytes out.
    typealias Replacement =
        @Sendable (
            _ position: Int64, _ there: UnsafeRawBufferPointer, _ hasher: MerkleHasher
        ) throws(SealError) -> [UInt8]

    private var name: String { "events_\(partition.number)" }
    private var table: String { "annals.\(name)_next" }

    /// - Parameters:
    ///   - replacement: Makes the replacement for the entries of these positions, 65,536 at most.
    ///   - folder: Where the entries are then, and `actor` who says so; `nil`: in the table.
    ///   - progress: Called with how many are done, of how many.
    func run(
        folder: String?, by actor: String?, progress: @Sendable (Int64, Int64) -> Void,
        _ replacement: (ClosedRange<Int64>) async throws(SealError) -> Replacement
    ) async throws(SealError) {
        let owner = OwnerScript(store.pool)
        let (first, last) = (partition.positions.lowerBound, partition.positions.upperBound)
        try await store.sealing { _ throws(EventStoreError) in
            try await owner.run(
                """
                DROP TABLE IF EXISTS \(table);
                DROP TABLE IF EXISTS annals.\(name)_former;
                CREATE TABLE \(table) (
                    LIKE annals.events INCLUDING DEFAULTS INCLUDING STORAGE INCLUDING COMMENTS,
                    CONSTRAINT events_range CHECK (position >= \(first) AND position < \(last + 1)))
                """, .long)
        }
        for start in stride(from: first, through: last, by: Int(RangeCheck.width)) {
            let positions = start...min(start + RangeCheck.width - 1, last)
            try await copy(positions, try await replacement(positions))
            progress(positions.upperBound - first + 1, last - first + 1)
        }
        try await store.sealing { _ throws(EventStoreError) in
            try await owner.run(
                """
                ALTER TABLE \(table) ADD UNIQUE (position), ADD PRIMARY KEY (stream_id, version),
                    ADD UNIQUE (source_key, stream_id);
                ANALYZE \(table)
                """, .long)
            try await owner.run(
                "SELECT annals.replace_partition(\(partition.number), \(literal(folder)), "
                    + "\(literal(actor)))")
            try await owner.run("DROP TABLE annals.\(name)_former", .long)
        }
    }

    /// A text as SQL has it, whatever is in it; scripts take no parameters.
    private func literal(_ text: String?) -> String {
        guard let text else { return "NULL" }
        return "'"
            + text.split(separator: "'", omittingEmptySubsequences: false)
            .joined(separator: "''") + "'"
    }

    private struct Copied {
        let streamID: Int64
        let recordedAt: Int64
        let version: Int32
        let type: [UInt8]
        let sourceKey: [UInt8]
        let entry: [UInt8]
    }

    private func copy(
        _ positions: ClosedRange<Int64>, _ replacement: Replacement
    ) async throws(SealError) {
        try await store.pool.perform(throwing: SealError.self) { connection throws(SealError) in
            try connection.transaction(throwing: SealError.self) { connection throws(SealError) in
                do {
                    try connection.script("SET LOCAL ROLE annals_owner")
                    let rows = try read(positions, replacement, on: connection)
                    try connection.copyIn(
                        "COPY \(table) (\(EntryColumns.names)) FROM STDIN (FORMAT binary)",
                        columns: 7
                    ) { writer in
                        for (position, row) in zip(positions, rows) {
                            try writer.beginRow()
                            writer.write(position)
                            writer.write(row.streamID)
                            writer.write(timestampMicroseconds: row.recordedAt)
                            writer.write(row.version)
                            writer.write(bytes: row.type)
                            writer.write(bytes: row.sourceKey)
                            writer.write(bytes: row.entry)
                        }
                    }
                } catch let error as SealError {
                    throw error
                } catch {
                    throw SealError(error as? DatabaseError ?? .init(message: "\(error)"))
                }
            }
        }
    }

    private func read(
        _ positions: ClosedRange<Int64>, _ replacement: Replacement,
        on connection: isolated Connection
    ) throws -> [Copied] {
        var rows: [Copied] = []
        rows.reserveCapacity(positions.count)
        let hasher = MerkleHasher()
        try connection.copyOut(
            """
            COPY (SELECT \(EntryColumns.names) FROM annals.events
                  WHERE position >= \(positions.lowerBound) AND position <= \(positions.upperBound)
                  ORDER BY position)
            TO STDOUT (FORMAT binary)
            """
        ) { row in
            let expected = positions.lowerBound + Int64(rows.count)
            guard let columns = EntryColumns(&row), columns.position == expected,
                let entry = row.nextField()
            else { throw missing(expected) }
            rows.append(
                Copied(
                    streamID: columns.streamID, recordedAt: columns.recordedAt,
                    version: columns.version, type: Array(columns.type),
                    sourceKey: Array(columns.sourceKey),
                    entry: try replacement(columns.position, entry, hasher)))
        }
        guard rows.count == positions.count else {
            throw missing(positions.lowerBound + Int64(rows.count))
        }
        return rows
    }

    private func missing(_ position: Int64) -> SealError {
        .store(.altered(what: "position \(position) is missing or has no value in a column"))
    }
}
