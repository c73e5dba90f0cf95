import EventStorage
import Filings
import Postgres
import Proofs
import TestSupport
import Testing

/// The proof tree beside the log. That its tiles and root are those of the entries is checked after
/// every test by `LogCheck`.
struct TreeTests {
    /// Under the same clock the same entries: what the batches are must not show.
    private static func root(of entries: [[UInt8]]) -> NodeHash {
        let hasher = MerkleHasher()
        var edge = TreeEdge()
        for entry in entries { edge.append(hasher.leaf(entry), by: hasher) { _ in } }
        return edge.root(by: hasher)
    }

    @Test(arguments: [1, 7, 256, 65_536])
    func `the tree is the same however the events came`(batch: Int) async throws {
        try await withLog(bulkChunkEvents: batch) { log in
            // In bulk, with single appends between, through another process's store as well.
            let count = batch == 1 ? 300 : 900
            var parts: [AppendRequest.Part] = []
            for number in stride(from: 1, through: count, by: batch) {
                let last = min(count, number + batch - 1)
                parts.append(.init(NewEvent.samples(number...last), to: .numbered(number)))
            }
            _ = try await log.store.bulkAppend(parts.prefix(parts.count / 2), by: "tester")
            try await log.store.append(.sample(1, id: "between"))
            _ = try await EventStore(log.pool, bulkChunkEvents: batch).bulkAppend(
                parts, by: "tester")
            try await log.store.append(.sample(2, id: "behind"))
            let head = try await log.store.integrate()
            let entries = try await log.entries()
            #expect(head.size == Int64(count) + 2)
            #expect(head.root == Self.root(of: entries))
            #expect(try await EventStore(log.pool).integrate() == head)
        }
    }

    @Test func `several sealers and writers at once make one tree`() async throws {
        try await withLog(connections: 8, bulkChunkEvents: 100) { log in
            try await withThrowingTaskGroup { group in
                for writer in 0..<3 {
                    group.addTask {
                        let store = EventStore(log.pool, bulkChunkEvents: 100)
                        let parts = (0..<5).map { part in
                            AppendRequest.Part(
                                (1...90).map { .sample($0, id: "w\(writer):\(part):\($0)") },
                                to: .numbered(writer * 10 + part))
                        }
                        _ = try await store.bulkAppend(parts, by: "tester")
                    }
                    group.addTask {
                        let store = EventStore(log.pool)
                        for _ in 0..<10 { try await store.integrate() }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await log.store.integrate().size == 3 * 5 * 90)
        }
    }

    /// Undone after each, so that the log is sound at the end.
    private static let attacks: [(change: String, undo: String, named: String)] = [
        (
            "UPDATE annals.tiles SET hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) "
                + "WHERE number = 1",
            "UPDATE annals.tiles SET hashes = set_byte(hashes, 40, get_byte(hashes, 40) # 1) "
                + "WHERE number = 1",
            "the tiles of 600 entries"
        ),
        (
            "CREATE TABLE public.kept AS SELECT * FROM annals.tiles WHERE number = 1; "
                + "DELETE FROM annals.tiles WHERE number = 1",
            "INSERT INTO annals.tiles SELECT * FROM public.kept; DROP TABLE public.kept",
            "tile/0/001 is missing"
        ),
        (
            "UPDATE annals.tree SET root = sha256('')",
            "UPDATE annals.tree SET root = (SELECT root FROM public.old_tree)",
            "do not lead to the root"
        ),
        (
            "UPDATE annals.events SET entry = set_byte(entry, 9, 65) WHERE position = 599",
            "UPDATE annals.events SET entry = (SELECT entry FROM public.old_event) "
                + "WHERE position = 599",
            "the entries behind the last full tile"
        ),
    ]

    @Test func `a tree that does not fit the log refuses writes`() async throws {
        try await withLog { log in
            _ = try await log.store.bulkAppend(
                [.init(NewEvent.samples(1...600), to: .sample)], by: "tester")
            try await log.query("CREATE TABLE public.old_tree AS SELECT * FROM annals.tree")
            try await log.query(
                "CREATE TABLE public.old_event AS SELECT * FROM annals.events WHERE position = 599")
            for attack in Self.attacks {
                try await Self.asSuperuser(attack.change, log)
                let store = EventStore(log.pool)
                for refused in [
                    await refusal { try await store.append(.sample(601)) },
                    await refusal { try await store.integrate() },
                    await refusal {
                        try await store.bulkAppend(
                            [.init([.sample(601)], to: .sample)], by: "tester")
                    },
                ] {
                    guard case .altered(let what) = refused else {
                        Issue.record("\(attack.change) gives \(String(describing: refused))")
                        continue
                    }
                    #expect(what.contains(attack.named), "\(what)")
                }
                #expect(try await log.store.head().position == 600)
                try await Self.asSuperuser(attack.undo, log)
            }
            try await EventStore(log.pool).append(.sample(601))
        }
    }

    /// A tile below a whole one above it is named, even where the right edge does not need it.
    @Test func `the first bad tile is named`() async throws {
        try await withLog(bulkChunkEvents: 40_000) { log in
            _ = try await log.store.bulkAppend(
                (0..<66).map { part in
                    .init(
                        NewEvent.samples((part * 1_000 + 1)...(part * 1_000 + 1_000)),
                        to: .numbered(part))
                }, by: "tester")
            let change = """
                UPDATE annals.tiles SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)
                WHERE level = 0 AND number = 200;
                UPDATE annals.tree SET root = sha256(root)
                """
            try await log.query("CREATE TABLE public.old_tree AS SELECT * FROM annals.tree")
            try await Self.asSuperuser(change, log)
            let refused = await refusal { try await EventStore(log.pool).append(.sample(1)) }
            #expect(
                refused
                    == .altered(
                        what: "tile/0/200 does not hash to what the tile above has for it"))
            try await Self.asSuperuser(
                """
                UPDATE annals.tiles SET hashes = set_byte(hashes, 0, get_byte(hashes, 0) # 1)
                WHERE level = 0 AND number = 200;
                UPDATE annals.tree SET root = (SELECT root FROM public.old_tree)
                """, log)
        }
    }

    private static func asSuperuser(_ change: String, _ log: ScratchLog) async throws {
        try await log.pool.perform { connection throws(DatabaseError) in
            try connection.script("SET session_replication_role = replica; " + change)
            try connection.script("RESET session_replication_role")
        }
    }
}
