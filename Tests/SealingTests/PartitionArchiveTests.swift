import EventStorage
import Filings
import Postgres
import Proofs
import Sealing
import TestSupport
import Testing

/// Entries that go from a divided log to an exported one, and come back.
struct PartitionArchiveTests {
    private static let unit = Int(LogDivision.unit)
    private static let stream = StreamName(stored: "company-5")

    private static func withDividedLog(_ body: (SealedLog) async throws -> Void) async throws {
        try await withSealedLog(
            sizes: [1_000, 2 * unit + 1_000], bulkChunkEvents: 20_000, partitions: Int64(unit), body
        )
    }

    private static func sample(_ number: Int, note: String? = nil) -> NewEvent {
        NewEvent(
            id: "test:\(number)", source: "test:samples",
            event: .unknown(
                type: "test.counted",
                data: note.map { ["note": .string($0)] } ?? ["number": .integer(Int64(number))]))
    }

    private static func isArchived(
        _ body: () async throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) async {
        do {
            try await body()
            Issue.record("an archived entry was read", sourceLocation: sourceLocation)
        } catch EventStoreError.archived, SealError.store(.archived) {
        } catch {
            Issue.record("\(error)", sourceLocation: sourceLocation)
        }
    }

    @Test func `archived entries are known, proved and verified, and come back as they were`()
        async throws
    {
        try await Self.withDividedLog { log in
            let folder = log.folder + "/archive"
            let before = try await log.store.entryBytes(after: 0, most: Self.unit)
            let archive = PartitionArchive(log.store, partition: 1, folder: folder)
            try await archive.archive(keys: [log.key.verifier], by: "keeper")
            let partition = try #require(try await log.store.partitions().first)
            #expect(partition.archive?.folder == folder)
            #expect(partition.archive?.by == "keeper")

            try await expectRefusedReading(of: log)
            try await expectKnown(in: log)
            try await expectProved(before, in: log)

            let other = log.folder + "/other"
            await Self.isArchived { _ = try await Exporter(log.store, into: other).export() }
            try await log.append(2 * Self.unit + 1_001...2 * Self.unit + 1_100)
            try await log.seal()
            let grown = try await Exporter(log.store, into: folder).export()
            #expect(grown.checkpoint.size - grown.before == 101)

            try await expectRestored(before, archive, folder, log)
        }
    }

    private func expectRefusedReading(of log: SealedLog) async throws {
        await Self.isArchived { _ = try await log.store.event(at: 5) }
        await Self.isArchived { _ = try await log.store.events(in: Self.stream) }
        await Self.isArchived { _ = try await log.store.batch(in: Self.stream, through: nil) }
        await Self.isArchived { _ = try await log.store.batch(after: 0, most: 10) }
        await Self.isArchived { _ = try await log.store.entryBytes(after: 9, most: 1) }
        await Self.isArchived { try await log.store.replay { _ in } }
        #expect(try await log.store.event(at: Int64(Self.unit) + 1) != nil)
        #expect(try await log.store.events(after: Int64(Self.unit), most: 10).count == 10)
    }

    /// By key, facts and version, as long as the log is there.
    private func expectKnown(in log: SealedLog) async throws {
        let again = try await log.store.append([Self.sample(5)], to: Self.stream, by: "tester")
        #expect(again.map(\.wasKnown) == [true])
        let report = try await log.store.bulkAppend(
            [.init([Self.sample(12), Self.sample(19, note: "other")], to: Self.stream)],
            by: "tester")
        #expect(report.known == 1)
        #expect(report.conflicts.map(\.id) == ["test:19"])
        let version = try await log.store.version(of: Self.stream)
        let next = try await log.store.append(
            [Self.sample(9_000_000)], to: Self.stream, expecting: .exactly(version), by: "tester")
        #expect(next.map(\.version) == [version + 1])
    }

    private func expectProved(_ entries: [[UInt8]], in log: SealedLog) async throws {
        let checkpoint = try #require(try await LogCheckpoints(log.store).newest()).checkpoint
        let proof = try await LogTiles(log.store).inclusionProof(of: 77, size: checkpoint.size)
        let hasher = MerkleHasher()
        try proof.verify(
            leaf: hasher.leaf(entries[76]), size: checkpoint.size, root: checkpoint.root, by: hasher
        )
        for since in [nil, checkpoint] {
            let report = try await log.verify(since: since)
            #expect(report.isGood, "\(report.findings)")
            #expect(report.archived == (since == nil ? Int64(Self.unit) : 0))
        }
        let sample = try await LogVerifier(log.store, keys: [log.key.verifier]).verify(sample: 40)
        #expect(sample.isGood && sample.entries + sample.archived == 40)
    }

    private func expectRestored(
        _ entries: [[UInt8]], _ archive: PartitionArchive, _ folder: String, _ log: SealedLog
    ) async throws {
        let bundle = folder + "/tile/entries/003"
        _ = try shell(
            "cp '\(bundle)' '\(bundle).good'; printf x | dd of='\(bundle)' bs=1 seek=99 conv=notrunc"
        )
        await #expect(throws: SealError.self) { try await archive.restore() }
        await Self.isArchived { _ = try await log.store.event(at: 5) }
        _ = try shell("mv '\(bundle).good' '\(bundle)'")
        try await archive.restore()
        #expect(try await log.store.entryBytes(after: 0, most: Self.unit) == entries)
        let report = try await log.verify()
        #expect(report.isGood && report.archived == 0, "\(report.findings)")
        #expect(try await log.store.partitions().allSatisfy { $0.archive == nil })
        await #expect(throws: SealError.self) { try await archive.restore() }
    }

    @Test func `what was done to an archived partition is found`() async throws {
        try await Self.withDividedLog { log in
            try await PartitionArchive(
                log.store, partition: 1, folder: log.folder + "/archive"
            ).archive(keys: [log.key.verifier], by: "keeper")
            try await log.attack(
                """
                UPDATE annals.tiles SET hashes = overlay(hashes PLACING '\\x00' FROM 40)
                WHERE level = 0 AND number = 7
                """)
            #expect(try await !log.verify().isGood)
        }
        try await Self.withDividedLog { log in
            try await PartitionArchive(
                log.store, partition: 1, folder: log.folder + "/archive"
            ).archive(keys: [log.key.verifier], by: "keeper")
            try await log.attack("UPDATE annals.events SET entry = '{}' WHERE position = 9")
            let report = try await log.verify()
            #expect(report.findings.map(\.position) == [9], "\(report.findings)")
        }
    }

    @Test func `a partition that is needed or not proved stays`() async throws {
        try await withSealedLog { log in
            _ = await #expect(throws: SealError.self) {
                try await PartitionArchive(log.store, partition: 1, folder: log.folder)
                    .archive(keys: [log.key.verifier], by: "keeper")
            }
        }
        try await withSealedLog(
            sizes: [1_000], bulkChunkEvents: 20_000, partitions: Int64(Self.unit)
        ) { log in
            let archive = PartitionArchive(
                log.store, partition: 1, folder: log.folder + "/archive")
            try await expectRefused(archive, log, "has only 1000 events")
            try await log.append(1_001...Self.unit + 10)
            try await expectRefused(archive, log, "not signed yet")
            try await log.seal()
            try await log.attack(
                """
                INSERT INTO annals_read.checkpoints
                    (projection, place, version, position, system_identifier, timeline, epoch,
                        updated_at)
                VALUES ('timeline', 'live', 1, 500, 1, 1, 1, now())
                """)
            try await expectRefused(archive, log, "timeline has not read all of it")
            try await log.attack("DELETE FROM annals_read.checkpoints")
            let stranger = try SigningKey(newNamed: SealedLog.origin)
            await #expect(throws: (any Error).self) {
                try await archive.archive(keys: [stranger.verifier], by: "keeper")
            }
            try await archive.archive(keys: [log.key.verifier], by: "kee'per\\")
            try await expectRefused(archive, log, "its entries are in")
            #expect(try await log.store.partitions().first?.archive?.by == "kee'per\\")
        }
    }

    private func expectRefused(
        _ archive: PartitionArchive, _ log: SealedLog, _ why: String,
        sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        do {
            try await archive.archive(keys: [log.key.verifier], by: "keeper")
            Issue.record("it was archived", sourceLocation: sourceLocation)
        } catch let error as SealError {
            #expect("\(error)".contains(why), "\(error)", sourceLocation: sourceLocation)
        }
    }
}
