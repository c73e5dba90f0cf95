import EventStorage
import Postgres
import Proofs

/// Moves the entries of a partition to an exported log, and back.
///
/// What stays in the table is what keys, versions and order need; and the tree's tiles, so that every
/// proof stays what it was. Whoever asks for an entry that is not there is told where it is.
public struct PartitionArchive: Sendable {
    private let store: EventStore
    private let number: Int
    private let log: ExportedLog

    /// - Parameter folder: The exported log, which the archive is or becomes.
    public init(_ store: EventStore, partition number: Int, folder: String) {
        self.store = store
        self.number = number
        log = ExportedLog(folder)
    }

    /// Brings the folder up to the newest checkpoint, reads all of it again, and takes the entries
    /// away that it has.
    ///
    /// - Parameters:
    ///   - keys: Those by which the folder must be signed.
    ///   - progress: Called with what is done, how many entries of it, of how many.
    /// - Throws: ``SealError``, ``ProofError`` or ``FileFailure``; the partition is as it was.
    public func archive(
        keys: [VerifierKey], by actor: String,
        progress: @escaping @Sendable (String, Int64, Int64) -> Void = { _, _, _ in }
    ) async throws {
        let partition = try await partition()
        if let archive = partition.archive {
            throw refusal("its entries are in \(archive.folder) since \(archive.at.text)")
        }
        try await checkReady(partition)
        _ = try await Exporter(store, into: log.path).export { progress("export", $0, $1) }
        let report = try await ExportVerifier(log, keys: keys).verify { progress("check", $0, $1) }
        if let finding = report.findings.first {
            throw refusal("\(log.path) is not the log: \(finding)")
        }
        let (log, number) = (log, number)
        try await PartitionCopy(store: store, partition: partition).run(
            folder: log.path, by: actor, progress: { progress("archive", $0, $1) }
        ) { positions throws(SealError) in
            let leaves = try Self.leaves(of: positions, in: log)
            return { position, entry, hasher throws(SealError) in
                guard hasher.leaf(entry) == leaves[Int(position - positions.lowerBound)] else {
                    throw .archive(
                        partition: number,
                        why: "the entry at position \(position) is not the one in \(log.path)")
                }
                do throws(EventStoreError) {
                    return try ArchivedEntry.bytes(for: entry, at: position)
                } catch {
                    throw .store(error)
                }
            }
        }
    }

    /// Brings the entries back, each held against the tree's tiles.
    ///
    /// - Throws: ``SealError``; the partition is as it was.
    public func restore(
        progress: @escaping @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws(SealError) {
        let partition = try await partition()
        if partition.archive == nil { throw refusal("its entries are here") }
        let tiles = LogTiles(store)
        let (log, number) = (log, number)
        try await PartitionCopy(store: store, partition: partition).run(
            folder: nil, by: nil, progress: progress
        ) { positions throws(SealError) in
            let leaves = try await tiles.leaves(of: positions)
            let entries = try Self.entries(at: positions, in: log)
            return { position, _, hasher throws(SealError) in
                let place = Int(position - positions.lowerBound)
                guard hasher.leaf(entries[place]) == leaves[place] else {
                    throw .archive(
                        partition: number,
                        why:
                            "\(log.path) has another entry at position \(position) than the log had"
                    )
                }
                return entries[place]
            }
        }
    }

    private func refusal(_ why: String) -> SealError { .archive(partition: number, why: why) }

    private func partition() async throws(SealError) -> LogPartition {
        let partitions = try await store.sealing { store throws(EventStoreError) in
            try await store.partitions()
        }
        guard let partition = partitions.first(where: { $0.number == number }) else {
            throw .notThere(
                partitions.isEmpty
                    ? "The log is not divided; annals partition start does that"
                    : "There is no partition \(number), only 1 to \(partitions.count)")
        }
        return partition
    }

    /// Nothing may still have to read the entries, and what they are must be signed.
    private func checkReady(_ partition: LogPartition) async throws(SealError) {
        let last = partition.positions.upperBound
        let head = try await store.sealing { store throws(EventStoreError) in
            try await store.head().position
        }
        // Not the last event either: those who follow the log read it again.
        guard head > last else {
            throw refusal("it ends at position \(last), and the log has only \(head) events")
        }
        let signed = try await LogCheckpoints(store).newest()?.checkpoint.size ?? 0
        guard signed >= last else { throw .notSealed(position: last, sealed: signed) }
        let behind = try await store.sealing { store throws(EventStoreError) in
            try await store.query(
                """
                SELECT DISTINCT projection FROM annals_read.checkpoints
                WHERE place IN ('live', 'next') AND position < \(last) ORDER BY projection
                """)
        }
        if let row = behind.first {
            let name: String
            do throws(DatabaseError) { name = try row.decode(0) } catch { throw SealError(error) }
            throw refusal("the read model \(name) has not read all of it: annals project")
        }
    }

    private static func leaves(
        of positions: ClosedRange<Int64>, in log: ExportedLog
    ) throws(SealError) -> [NodeHash] {
        var leaves: [NodeHash] = []
        for place in positions.tiles {
            do { leaves += try log.hashes(of: place) } catch { throw SealError(ofFile: error) }
        }
        return leaves
    }

    private static func entries(
        at positions: ClosedRange<Int64>, in log: ExportedLog
    ) throws(SealError) -> [[UInt8]] {
        var entries: [[UInt8]] = []
        for place in positions.tiles {
            let path = log.entriesPath(number: place.number, width: place.width)
            do {
                guard let bytes = try WholeFile.read(path) else {
                    throw ProofError.malformed("\(path) is missing")
                }
                entries += try EntryBundle(bytes, width: place.width).entries
            } catch {
                throw SealError(ofFile: error)
            }
        }
        return entries
    }
}

extension SealError {
    fileprivate init(ofFile error: any Error) {
        self =
            switch error {
            case let error as FileFailure: .file(error)
            case let error as ProofError: .proof(error)
            default: .notThere("\(error)")
            }
    }
}
