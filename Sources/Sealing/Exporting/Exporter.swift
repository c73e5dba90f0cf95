import EventStorage
import Glibc
import Postgres
import Proofs

/// Writes the log into a folder, or the folder's missing part: see ``ExportedLog``.
///
/// Killed at any time, it goes on where it was; `checkpoint` is written last, so that a folder with one
/// is whole up to it.
public struct Exporter: Sendable {
    private let store: EventStore
    private let log: ExportedLog

    public init(_ store: EventStore, into folder: String) {
        self.store = store
        log = ExportedLog(folder)
    }

    /// What was written.
    public struct Report: Equatable, Sendable {
        public let checkpoint: Checkpoint
        /// How many entries the folder had before.
        public let before: Int64
    }

    /// Brings the folder up to the newest checkpoint.
    ///
    /// - Parameter progress: Called with how many entries are there, of how many.
    /// - Throws: ``SealError/fork(seen:now:where:)`` where the folder has another log or a longer one.
    public func export(
        progress: @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws(SealError) -> Report {
        guard let newest = try await LogCheckpoints(store).newest() else {
            throw .notThere("Nothing was signed yet: annals checkpoint")
        }
        let checkpoint = newest.checkpoint
        let before = try await sizeThere(beside: checkpoint)
        if before < checkpoint.size || checkpoint.size == 0 {
            try await write(from: before, through: checkpoint, progress: progress)
        }
        try await writeStamps()
        try write(Array(newest.note.whole.utf8), to: log.checkpointPath, isDurable: true)
        unlink(log.progressPath)
        return Report(checkpoint: checkpoint, before: before)
    }

    /// How many entries the folder has already, of this same log.
    private func sizeThere(beside newest: Checkpoint) async throws(SealError) -> Int64 {
        var size: Int64 = 0
        for path in [log.checkpointPath, log.progressPath] {
            guard let text = try read(path) else { continue }
            let there: Checkpoint
            do throws(ProofError) { there = try Checkpoint(text: text) } catch {
                throw .proof(error)
            }
            guard there.origin == newest.origin else {
                throw .otherOrigin(log: there.origin, key: newest.origin)
            }
            guard there.size <= newest.size,
                try await LogTiles(store).root(of: there.size) == there.root
            else { throw .fork(seen: there.size, now: newest.size, where: path) }
            size = max(size, there.size)
        }
        return size
    }

    /// Each time stamp with the text that it is over, as `openssl ts -verify` takes them.
    private func writeStamps() async throws(SealError) {
        var number = 0
        for stamp in try await LogStamps(store).all().reversed() {
            number += 1
            let path = "\(log.path)/stamps/\(stamp.checkpoint.size)-\(number)"
            try write(Array(stamp.checkpoint.text.utf8), to: path + ".txt", isDurable: false)
            try write(stamp.reply, to: path + ".tsr", isDurable: false)
        }
    }

    private func write(
        from before: Int64, through newest: Checkpoint, progress: @Sendable (Int64, Int64) -> Void
    ) async throws(SealError) {
        var start = before / ExportedLog.linesInFile * ExportedLog.linesInFile
        var edge: TreeEdge
        do throws(EventStoreError) {
            edge = start == 0 ? TreeEdge() : try await store.edge(ofWhole: start)
        } catch {
            throw .store(error)
        }
        let hasher = MerkleHasher()
        while start < newest.size {
            let end = min(start + ExportedLog.linesInFile, newest.size)
            var piece = ExportedPiece(log, edge: edge)
            for entry in try await entries(after: start, through: end) {
                try piece.append(entry)
            }
            edge = try piece.finish()
            start = end
            if start < newest.size {
                // Once for hundreds of files: what the progress says must be on the disk before it.
                sync()
                let here = Checkpoint(
                    origin: newest.origin, size: start, root: edge.root(by: hasher))
                try write(Array(here.text.utf8), to: log.progressPath, isDurable: true)
            }
            progress(start, newest.size)
        }
        guard edge.size == newest.size, edge.root(by: hasher) == newest.root else {
            throw .store(
                .altered(what: "the entries do not have the root that was signed; not exported"))
        }
        sync()
    }

    private func entries(
        after start: Int64, through end: Int64
    ) async throws(SealError) -> [[UInt8]] {
        do throws(EventStoreError) {
            return try await store.entryBytes(after: start, most: Int(end - start))
        } catch {
            throw .store(error)
        }
    }

    private func read(_ path: String) throws(SealError) -> String? {
        do throws(FileFailure) {
            return try WholeFile.read(path).map { String(decoding: $0, as: UTF8.self) }
        } catch {
            throw .file(error)
        }
    }

    private func write(_ bytes: [UInt8], to path: String, isDurable: Bool) throws(SealError) {
        do throws(FileFailure) {
            try WholeFile.write(bytes, to: path, isDurable: isDurable)
        } catch {
            throw .file(error)
        }
    }
}
