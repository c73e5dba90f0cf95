import EventStorage
import Postgres
import Proofs
import Sealing
import TestSupport
import Testing

/// Every attack of a superuser with triggers switched off that can be caught is caught and named.
struct TamperTests {
    struct Attack: Sendable {
        let script: String
        /// What the first finding says.
        let named: String
        let position: Int64?

        init(_ script: String, _ named: String, at position: Int64? = nil) {
            self.script = script
            self.named = named
            self.position = position
        }
    }

    private static let edit =
        "UPDATE annals.events SET entry = replace(encode(entry, 'escape'), '\"number\":', "
        + "'\"numbes\":')::bytea WHERE position = 300"
    private static let swap = """
        UPDATE annals.events SET position = -1 WHERE position = 200;
        UPDATE annals.events SET position = 200 WHERE position = 201;
        UPDATE annals.events SET position = 201 WHERE position = -1
        """
    private static let cut = """
        DELETE FROM annals.events WHERE position > 650;
        UPDATE annals.head SET position = 650,
            recorded_at = (SELECT recorded_at FROM annals.events WHERE position = 650)
        """

    static let attacks: [Attack] = [
        Attack(edit, "The entry at position 300 does not have the hash", at: 300),
        Attack(
            "UPDATE annals.events SET entry = ''::bytea WHERE position = 300",
            "The entry is no event of this log", at: 300),
        Attack(
            "DELETE FROM annals.events WHERE position = 300", "Position 300 is missing", at: 300),
        Attack(swap, "The column position does not say what the entry says", at: 200),
        Attack(cut, "The tree covers 700 entries, and the log ends at position 650", at: 651),
        Attack(
            "INSERT INTO annals.events SELECT 701, stream_id, recorded_at, version + 1, 1, type, "
                + "'test:more', entry FROM annals.events WHERE position = 700",
            "There are events up to position 701", at: 701),
        Attack(
            "UPDATE annals.events SET recorded_at = recorded_at - interval '1 day' "
                + "WHERE position = 300", "The column recorded_at", at: 300),
        Attack(
            "UPDATE annals.events SET type = 'other' WHERE position = 1", "The column type",
            at: 1),
        Attack(
            "UPDATE annals.events SET source_key = 'other' WHERE position = 700",
            "The column source_key", at: 700),
        Attack(
            "UPDATE annals.events SET version = 1000 WHERE position = 300", "The column version",
            at: 300),
        Attack(
            "UPDATE annals.events SET stream_id = 9 WHERE position = 300", "The column stream_id",
            at: 300),
        Attack(
            "UPDATE annals.streams SET name = 'company-x' WHERE stream_id = 3",
            "the stream's name"),
        Attack(
            "INSERT INTO annals.streams VALUES (8, 1, 'company-none'); "
                + "UPDATE annals.head SET streams = 8", "Of 8 streams 1 have no event"),
        Attack("UPDATE annals.head SET streams = 6", "The head's row counts 6 streams"),
        Attack(
            "UPDATE annals.head SET recorded_at = recorded_at + interval '1 s'",
            "The head's row has another recorded time"),
        Attack("DELETE FROM annals.event_tags WHERE tag = 'n:350'", "annals.event_tags"),
        Attack("UPDATE annals.event_tags SET tag = 'x' WHERE tag = 'n:350'", "annals.event_tags"),
        Attack(
            "UPDATE annals.tiles SET hashes = set_byte(hashes, 33, get_byte(hashes, 33) # 1) "
                + "WHERE number = 1", "tile/0/001", at: 258),
        Attack("DELETE FROM annals.tiles WHERE number = 1", "tile/0/001 is missing"),
        Attack(
            "UPDATE annals.tiles SET root = sha256('x') WHERE number = 1",
            "tile/0/001 has another hash"),
        Attack("UPDATE annals.tree SET root = sha256('x')", "The tree's row has another root"),
        Attack(
            "UPDATE annals.log_checkpoints SET root = sha256('x') WHERE size = 400",
            "The checkpoint of 400 entries has another root", at: 101),
        Attack(
            "UPDATE annals.log_signatures SET line = (SELECT line FROM annals.log_signatures "
                + "WHERE size = 100) WHERE size = 400",
            "The signature of log.example/annals is not over this text"),
    ]

    @Test func `each attack is caught and named`() async throws {
        try await withSealedLog { log in
            let good = try await log.verify()
            #expect(good.isGood, "\(good.findings)")
            #expect(good.checkpoints == 3 && good.sealed?.size == 700 && good.entries == 700)
            for attack in Self.attacks {
                try await log.withCopy { copy in
                    try await copy.attack(attack.script)
                    let report = try await copy.verify()
                    let told = report.findings.map(\.what).joined(separator: "\n")
                    #expect(!report.isGood, "\(attack.script)")
                    #expect(told.contains(attack.named), "\(attack.script)\n\(told)")
                    let first = report.findings.compactMap(\.position).min()
                    if let position = attack.position {
                        #expect(first == position, "\(attack.script)\n\(told)")
                    }
                }
            }
        }
    }

    /// Rows and tiles rewritten so that they fit each other: only the signature tells.
    @Test func `a rewritten tree does not pass for the one that was signed`() async throws {
        try await withSealedLog { log in
            try await log.withCopy { copy in
                try await copy.attack(
                    Self.edit + "; TRUNCATE annals.tiles; "
                        + "UPDATE annals.tree SET size = 0, root = sha256('')")
                try await EventStore(copy.pool).integrate()
                let report = try await copy.verify()
                #expect(report.findings.first?.position == 101)
                #expect(
                    report.findings.first?.what.contains("between positions 101 and 400") == true)
                // What was seen outside the database tells as well, without reading the log.
                await #expect(throws: SealError.self) { try await copy.seal() }
                await #expect(throws: SealError.self) {
                    try await SeenCheckpoint(folder: copy.keys, origin: SealedLog.origin)
                        .check(against: copy.store)
                }
            }
        }
    }

    /// The operator himself, with the key: what he signed before, kept elsewhere, convicts him.
    @Test func `a history that was rewritten and signed again is convicted by an old checkpoint`()
        async throws
    {
        try await withSealedLog { log in
            let kept = try await LogCheckpoints(log.store).of(size: 400)
            let old = try #require(kept)
            try await log.withCopy { copy in
                try await copy.attack(
                    Self.edit
                        + "; TRUNCATE annals.tiles, annals.log_signatures, annals.log_stamps, "
                        + "annals.log_checkpoints; "
                        + "UPDATE annals.tree SET size = 0, root = sha256('')")
                // His own folder forgets as well.
                let folder = KeyFolder(copy.folder + "/forgetful")
                try await Sealer(EventStore(copy.pool), key: copy.key, folder: folder).seal()
                #expect(try await copy.verify().isGood)
                let newest = try #require(try await LogCheckpoints(copy.store).newest())
                let proof = ContinuationProof(
                    oldSize: 400,
                    try await LogTiles(copy.store).consistencyProof(from: 400, to: 700),
                    note: newest.note)
                #expect(throws: ProofError.self) {
                    try proof.verify(older: old.checkpoint, keys: [copy.key.verifier])
                }
            }
        }
    }

    @Test func `an older backup is noticed before anything is signed or written`() async throws {
        try await withSealedLog { log in
            try await log.withCopy { backup in
                // The log goes on after the backup was taken.
                let pool = Pool(log.url, size: 2)
                let on = SealedLog(
                    url: log.url, pool: pool, store: EventStore(pool), folder: log.folder,
                    keys: log.keys, key: log.key)
                try await on.append(701...800)
                try await on.seal()
                await pool.close()
                let refused = await #expect(throws: SealError.self) { try await backup.seal() }
                guard case .fork(seen: 800, now: 700, _) = refused else {
                    Issue.record("\(String(describing: refused))")
                    return
                }
                #expect("\(try #require(refused))".contains("Restore the newer state"))
                // Other events at the same positions do not help.
                try await backup.append(1_001...1_150)
                let fork = await #expect(throws: SealError.self) { try await backup.seal() }
                guard case .fork(seen: 800, now: 850, _) = fork else {
                    Issue.record("\(String(describing: fork))")
                    return
                }
                #expect(try await LogCheckpoints(backup.store).newest()?.checkpoint.size == 700)
            }
        }
    }

    @Test func `what was verified before is noticed when it changes`() async throws {
        try await withSealedLog { log in
            let verified = try #require(try await LogCheckpoints(log.store).of(size: 400))
            let good = try await log.verify(since: verified.checkpoint)
            #expect(good.isGood, "\(good.findings)")
            try await log.withCopy { copy in
                try await copy.attack(Self.edit)
                let report = try await copy.verify(since: verified.checkpoint)
                #expect(!report.isGood)
            }
        }
    }

    @Test func `a sample finds what it meets`() async throws {
        try await withSealedLog { log in
            let verifier = LogVerifier(log.store, keys: [log.key.verifier])
            let good = try await verifier.verify(sample: 20)
            #expect(good.isGood && good.entries == 20, "\(good.findings)")
            try await log.withCopy { copy in
                try await copy.attack(Self.edit)
                let report = try await LogVerifier(copy.store, keys: [copy.key.verifier])
                    .verify(sample: 700)
                #expect(report.findings.first?.position == 300)
                #expect(report.findingCount == 1)
            }
        }
    }
}
