import EventStorage
import Filings
import Glibc
import Postgres
import Proofs
import Sealing
import TestSupport
import Testing

struct SealerTests {
    @Test func `a checkpoint is kept inside and outside, and signed once`() async throws {
        try await withSealedLog { log in
            let newest = try #require(try await LogCheckpoints(log.store).newest())
            #expect(newest.checkpoint.size == 700)
            #expect(try log.keys.note(.seen, of: SealedLog.origin) == newest.note)
            #expect(try await log.seal() == newest.note)
            #expect(
                try await LogCheckpoints(log.store).newest(10).map(\.checkpoint.size)
                    == [700, 400, 100])
            #expect(newest.note.signatures.count == 1)
        }
    }

    @Test func `several who sign at once sign one history`() async throws {
        try await withSealedLog { log in
            try await withThrowingTaskGroup { group in
                for signer in 0..<4 {
                    group.addTask {
                        let pool = Pool(log.url, size: 2)
                        let store = EventStore(pool)
                        for round in 0..<5 {
                            try await store.append(
                                [
                                    NewEvent(
                                        id: "at once:\(signer):\(round)", source: "test:",
                                        event: .unknown(type: "test.counted", data: [:]))
                                ], to: StreamName(stored: "company-\(signer)"), by: "tester")
                            try await Sealer(store, key: log.key, folder: log.keys).seal()
                        }
                        await pool.close()
                    }
                }
                try await group.waitForAll()
            }
            let report = try await log.verify()
            #expect(report.isGood, "\(report.findings)")
            #expect(report.entries == 720 && report.sealed?.size == 720)
        }
    }

    /// What is appended, hashed and signed meanwhile is not taken for what does not fit.
    @Test func `a log that is being written to verifies`() async throws {
        try await withSealedLog { log in
            try await withThrowingTaskGroup { group in
                for writer in 0..<3 {
                    group.addTask {
                        let pool = Pool(log.url, size: 2)
                        let store = EventStore(pool, bulkChunkEvents: 40)
                        for round in 0..<12 {
                            let events = (0..<60).map { number in
                                NewEvent(
                                    id: "live:\(writer):\(round):\(number)", source: "test:",
                                    event: .unknown(type: "test.counted", data: [:]),
                                    tags: ["live:\(number)"])
                            }
                            let stream = StreamName(stored: "company-live-\(writer)-\(round)")
                            if round % 2 == 0 {
                                try await store.append(events, to: stream, by: "tester")
                            } else {
                                _ = try await store.bulkAppend(
                                    [.init(events, to: stream)], by: "tester")
                            }
                            try await Sealer(store, key: log.key, folder: log.keys).seal()
                        }
                        await pool.close()
                    }
                }
                group.addTask {
                    for _ in 0..<15 {
                        let report = try await log.verify()
                        #expect(report.isGood, "\(report.findings)")
                        let sample = try await LogVerifier(
                            log.store, keys: [log.key.verifier]
                        ).verify(sample: 5)
                        #expect(sample.isGood, "\(sample.findings)")
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await log.verify().entries == 700 + 3 * 12 * 60)
        }
    }

    @Test func `a changed key goes on under the same name`() async throws {
        try await withSealedLog { log in
            let new = try log.keys.rotate(SealedLog.origin)
            #expect(new.verifier != log.key.verifier)
            let note = try await Sealer(log.store, key: new, folder: log.keys).seal()
            #expect(note.signatures.count == 2)
            try await log.append(701...710)
            let next = try await Sealer(log.store, key: new, folder: log.keys).seal()
            #expect(
                try next.verified(by: log.keys.knownKeys(of: SealedLog.origin))
                    == [new.verifier])
            let report = try await LogVerifier(
                log.store, keys: log.keys.knownKeys(of: SealedLog.origin)
            ).verify()
            #expect(report.isGood && report.keys.count == 2, "\(report.findings)")
        }
    }

    @Test func `a log has one name`() async throws {
        try await withSealedLog { log in
            let other = try log.keys.create("other.example/annals")
            let refused = await #expect(throws: SealError.self) {
                try await Sealer(log.store, key: other, folder: log.keys).seal()
            }
            #expect(refused == .otherOrigin(log: SealedLog.origin, key: "other.example/annals"))
        }
    }

    @Test(arguments: ["log.example/annals", "日志.example/记录", "..", "a%2Fb", "é", "x_y-z.9"])
    func `a log's folder stands for its name alone`(origin: String) throws {
        let folder = KeyFolder("\(P_tmpdir)/annals-names-\(UInt64.random(in: 0...UInt64.max))")
        defer { _ = try? shell("rm -rf '\(folder.path)'") }
        _ = try folder.create(origin)
        #expect(folder.origins == [origin])
        #expect(try folder.signingKey(of: origin)?.name == origin)
        #expect(WholeFile.names(in: folder.path).count == 1)
    }

    @Test func `a key that others can read signs nothing`() throws {
        let folder = KeyFolder("\(P_tmpdir)/annals-keys-\(UInt64.random(in: 0...UInt64.max))")
        defer { _ = try? shell("rm -rf '\(folder.path)'") }
        let key = try folder.create("log.example/a b".replacing(" ", with: "-"))
        let path = folder.signingKeyPath(of: key.name)
        #expect(try folder.signingKey(of: key.name)?.verifier == key.verifier)
        #expect(folder.origins == [key.name])
        chmod(path, 0o644)
        #expect(throws: SealError.openKey(path: path)) { try folder.signingKey(of: key.name) }
        chmod(path, 0o600)
        #expect(throws: SealError.keyExists(origin: key.name, path: path)) {
            try folder.create(key.name)
        }
        #expect(throws: SealError.self) { try folder.create("two words") }
        #expect(folder.origins == [key.name])
        let text = try shell("cat '\(path)'")
        #expect(text.hasPrefix("PRIVATE+KEY+log.example/a-b+"))
    }
}
