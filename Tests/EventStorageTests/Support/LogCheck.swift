import CanonicalJSON
import EventStorage
import Filings
import Postgres
import Proofs
import Testing

/// Everything that must be true of a log at any time, read with plain SQL and the strict reader.
struct LogCheck {
    private let log: ScratchLog
    private var findings: [String] = []

    init(_ log: ScratchLog) { self.log = log }

    /// Records an issue for each thing that is not as it must be.
    func expectSound(sourceLocation: SourceLocation = #_sourceLocation) async throws {
        var check = self
        let rows = try await check.readEvents()
        check.checkOrder(rows)
        for row in rows { check.checkEntry(row) }
        try await check.checkStreams(rows)
        try await check.checkTags(rows)
        try await check.checkHead(rows)
        try await check.checkTree(rows)
        let findings = check.findings.prefix(10).joined(separator: "\n")
        #expect(findings.isEmpty, "\(findings)", sourceLocation: sourceLocation)
    }

    private mutating func require(_ holds: Bool, _ text: @autoclosure () -> String) {
        if !holds { findings.append(text()) }
    }

    /// One row of `annals.events` with its stream's name.
    private struct EventRow {
        let position: Int64
        let streamID: Int64
        let stream: String
        let recordedAt: Int64
        let version: Int64
        let type: String
        let sourceKey: String
        let entry: [UInt8]

        init(_ row: Row) throws(DatabaseError) {
            position = try row.decode(0)
            streamID = try row.decode(1)
            stream = try row.decode(2)
            recordedAt = try row.decode(3, as: TimestampMicroseconds.self).rawValue
            version = try row.decode(4)
            type = try row.decode(5)
            sourceKey = try row.decode(6)
            entry = try row.decode(7)
        }

        /// The tags that the entry tells.
        var tags: Set<JSONValue> {
            let data = (try? JSONValue(parsing: entry))?["data"]
            return Set(data?["tags"]?.arrayValue ?? [])
        }
    }

    private func readEvents() async throws -> [EventRow] {
        try await log.query(
            """
            SELECT e.position, e.stream_id, s.name, e.recorded_at, e.version, e.type,
                   e.source_key, e.entry
            FROM annals.events e LEFT JOIN annals.streams s USING (stream_id)
            ORDER BY e.position
            """
        ).map { try EventRow($0) }
    }

    private mutating func checkOrder(_ rows: [EventRow]) {
        var versions: [Int64: Int64] = [:]
        var last = Int64.min
        for (index, row) in rows.enumerated() {
            require(row.position == index + 1, "position \(row.position) at place \(index + 1)")
            require(row.recordedAt > last, "recorded time does not rise at \(row.position)")
            last = row.recordedAt
            let version = versions[row.streamID, default: 0] + 1
            require(
                row.version == version, "version \(row.version), not \(version), of \(row.stream)")
            versions[row.streamID] = version
        }
    }

    private mutating func checkEntry(_ row: EventRow) {
        require(row.entry.count <= 65_535, "entry \(row.position) is too large")
        guard let value = try? JSONValue(parsing: row.entry) else {
            findings.append("entry \(row.position) is no strict JSON")
            return
        }
        require(value.canonicalBytes == row.entry, "entry \(row.position) is not canonical")
        let instant = Instant(microsecondsSinceEpoch: row.recordedAt).text
        let sequence = String(row.position)
        let expected: [(String, JSONValue)] = [
            ("specversion", "1.0"), ("id", .string(row.sourceKey)), ("type", .string(row.type)),
            ("subject", .string(row.stream)), ("streamversion", .integer(row.version)),
            ("recordedtime", .string(instant)),
            ("sequence", .string(String(repeating: "0", count: 16 - sequence.count) + sequence)),
        ]
        for (name, column) in expected {
            require(value[name] == column, "\(name) of entry \(row.position) is not its column")
        }
    }

    private mutating func checkStreams(_ rows: [EventRow]) async throws {
        let ids = try await log.query(
            "SELECT stream_id FROM annals.streams ORDER BY stream_id"
        ).map { row in try row.decode(0, as: Int64.self) }
        require(ids == (0..<ids.count).map { Int64($0 + 1) }, "stream ids are not dense: \(ids)")
        require(Set(ids) == Set(rows.map(\.streamID)), "a stream without events, or the reverse")
    }

    private mutating func checkTags(_ rows: [EventRow]) async throws {
        var stored: [Int64: Set<JSONValue>] = [:]
        for row in try await log.query("SELECT position, tag FROM annals.event_tags") {
            let tag: String = try row.decode(1)
            stored[try row.decode(0), default: []].insert(.string(tag))
        }
        for row in rows {
            let kept = stored.removeValue(forKey: row.position) ?? []
            require(kept == row.tags, "tags of \(row.position) are \(kept), not \(row.tags)")
        }
        require(stored.isEmpty, "tags of events that are not there: \(stored)")
    }

    private mutating func checkHead(_ rows: [EventRow]) async throws {
        let head = try await log.store.head()
        let streams = Int64(Set(rows.map(\.streamID)).count)
        require(head.position == rows.count, "head \(head.position), \(rows.count) events")
        require(head.streams == streams, "head counts \(head.streams) streams, not \(streams)")
        let last = rows.last?.recordedAt ?? 0
        require(
            head.recordedAt.microsecondsSinceEpoch == last,
            "head's time is \(head.recordedAt.text), the last event's \(last)")
    }

    /// The tree may be behind the head; what there is of it must be the entries'.
    private mutating func checkTree(_ rows: [EventRow]) async throws {
        let head = try await log.store.treeHead()
        require(head.size <= rows.count, "the tree covers \(head.size) of \(rows.count) events")
        let hasher = MerkleHasher()
        var edge = TreeEdge()
        var tiles: [TreeEdge.Tile] = []
        for row in rows.prefix(Int(head.size)) {
            edge.append(hasher.leaf(row.entry), by: hasher) { tiles.append($0) }
        }
        require(edge.root(by: hasher) == head.root, "the tree's root is not that of the entries")
        let stored = try await log.query(
            "SELECT level, number, hashes, root FROM annals.tiles ORDER BY level, number"
        ).map { row in
            "\(try row.decode(0, as: Int16.self))/\(try row.decode(1, as: Int64.self))"
                + " \(try row.decode(2, as: [UInt8].self)) \(try row.decode(3, as: [UInt8].self))"
        }
        let expected = tiles.sorted {
            ($0.place.level, $0.place.number) < ($1.place.level, $1.place.number)
        }
        .map { tile in
            "\(tile.place.level)/\(tile.place.number) \(tile.hashes.joinedBytes)"
                + " \(tile.root?.bytes ?? [])"
        }
        require(stored == expected, "the tiles are not those of the entries")
    }
}
