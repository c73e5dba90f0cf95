import EventStorage
import Filings
import Postgres
import Proofs

/// Reads the log again and checks it: the bytes, the columns beside them, versions and times, tiles,
/// root, and every checkpoint that is kept.
///
/// Ranges of 65,536 entries are read by several connections at once and put together in their order,
/// so memory is that of a few ranges, of the streams' names and of one number a stream.
public struct LogVerifier: Sendable {
    let store: EventStore
    let keys: [VerifierKey]
    private let workers: Int

    /// - Parameters:
    ///   - keys: Those whose signatures count. Without any none is checked.
    ///   - workers: How many ranges are read at once; the pool must have two connections more.
    public init(_ store: EventStore, keys: [VerifierKey], workers: Int = 2) {
        self.store = store
        self.keys = keys
        self.workers = max(1, workers)
    }

    /// Verifies everything, or what came after a checkpoint.
    ///
    /// - Parameters:
    ///   - verified: The checkpoint up to which everything was verified before; the tree must still
    ///     lead to its root.
    ///   - progress: Called with how many entries were read, of how many.
    /// - Returns: What was covered and found; it throws only where it could not read on.
    public func verify(
        since verified: Checkpoint? = nil, progress: @Sendable (Int64, Int64) -> Void = { _, _ in }
    ) async throws(SealError) -> VerifyReport {
        // In this order, so that a log that grows meanwhile has all of what is read first.
        let tree = try await LogTiles(store).head()
        let head = try await store.sealing { store throws(EventStoreError) in try await store.head()
        }
        let first = (verified?.size ?? 0) / RangeCheck.width * RangeCheck.width
        let edge: TreeEdge
        do throws(EventStoreError) {
            edge = first == 0 ? TreeEdge() : try await store.edge(ofWhole: first)
        } catch .altered(let what) {
            // The tiles do not even reach that far: what was verified before must be read again.
            var report = try await verify(progress: progress)
            report.add(.init(nil, "Not as it was verified before: \(what)."))
            return report
        } catch {
            throw .store(error)
        }
        let names = try await StreamNames.read(store)
        let archived = try await archivedPositions()
        async let tags = tagSum(through: first == 0 ? head.position : nil, without: archived)
        var assembly = RangeAssembly(edge: edge, tree: tree, isFromStart: first == 0)
        var ahead: [Reading] = []
        var next = first
        while next < head.position || !ahead.isEmpty {
            // One more than there are cores for: while one is put together the others go on.
            while next < head.position, ahead.count <= workers {
                let end = min(next + RangeCheck.width, head.position)
                ahead.append(
                    try await reading(
                        (next + 1)...end, tree, verified: verified, names: names,
                        isArchived: archived.contains { $0.contains(end) }))
                next = end
            }
            let reading = ahead.removeFirst()
            let outcome = try await reading.task.value.get()
            let stored = try await storedTiles(outcome.tiles, upTo: tree.size)
            assembly.append(
                outcome, positions: reading.positions, stored: stored,
                checkpoints: reading.checkpoints, verified: verified, keys: keys)
            progress(reading.positions.upperBound - first, head.position - first)
        }
        try await finish(&assembly, head: head)
        if let sum = try await tags.get(), sum != assembly.tagSum {
            assembly.report.add(
                .init(nil, "The table annals.event_tags is not what the entries' tags make."))
        }
        try await checkStamps(&assembly.report)
        try await checkParts(at: assembly.partPositions, &assembly.report)
        var report = assembly.report
        report.positions = head.position > first ? (first + 1)...head.position : nil
        report.treeSize = tree.size
        report.sortFindings()
        return report
    }

    /// A range that is being read.
    private struct Reading {
        let positions: ClosedRange<Int64>
        let checkpoints: [LogCheckpoints.Kept]
        let task: Task<Result<RangeCheck.Outcome, SealError>, Never>
    }

    private func reading(
        _ positions: ClosedRange<Int64>, _ tree: TreeHead, verified: Checkpoint?,
        names: StreamNames, isArchived: Bool
    ) async throws(SealError) -> Reading {
        let kept = try await checkpoints(
            from: positions.lowerBound - 1, through: positions.upperBound)
        let sizes = kept.map(\.checkpoint.size) + [tree.size, verified?.size ?? 0]
        let check = RangeCheck(
            positions: positions, sizes: Set(sizes.filter(positions.contains)).sorted(),
            names: names,
            archivedLeaves: isArchived ? try await LogTiles(store).leaves(of: positions) : nil)
        let pool = store.pool
        let task = Task { () async -> Result<RangeCheck.Outcome, SealError> in
            do throws(SealError) {
                return .success(
                    try await pool.perform(throwing: SealError.self) {
                        connection throws(SealError) in
                        try check.read(on: connection)
                    })
            } catch {
                return .failure(error)
            }
        }
        return Reading(positions: positions, checkpoints: kept, task: task)
    }

    /// Also the one that may stand for the empty log.
    private func checkpoints(
        from start: Int64, through end: Int64
    ) async throws(SealError) -> [LogCheckpoints.Kept] {
        try await LogCheckpoints(store).after(
            size: start == 0 ? -1 : start, most: Int(RangeCheck.width) + 1
        ).filter { $0.checkpoint.size <= end }
    }

    private func storedTiles(
        _ tiles: [TreeEdge.Tile], upTo size: Int64
    ) async throws(SealError) -> [TilePlace: StoredTile] {
        let covered = tiles.map(\.place).filter { place in
            (place.number + 1) << (8 * Int64(place.level + 1)) <= size
        }
        return try await store.sealing { store throws(EventStoreError) in
            try await store.storedTiles(at: covered)
        }
    }

    /// What can be said only when everything was read.
    private func finish(_ assembly: inout RangeAssembly, head: LogHead) async throws(SealError) {
        let upper = assembly.upperTiles
        let stored = try await storedTiles(upper, upTo: assembly.tree.size)
        assembly.compare(upper, with: stored)
        assembly.finish(head: head)
        for finding in try await LogEnds.read(store).findings { assembly.report.add(finding) }
    }

    /// Each stamp must be over its checkpoint; who issued it the auditor checks, with certificates.
    private func checkStamps(_ report: inout VerifyReport) async throws(SealError) {
        for stamp in try await LogStamps(store).all() {
            do throws(ProofError) {
                _ = try TimeStamp.verify(stamp.reply, of: stamp.checkpoint.text)
                report.stamps += 1
            } catch {
                report.add(
                    .init(
                        nil,
                        "The time stamp of the checkpoint of \(stamp.checkpoint.size) entries: "
                            + "\(error)"))
            }
        }
    }

    /// The sum over the tags' table, of events up to a position; `nil` where none is asked for.
    ///
    /// - Parameter archived: Positions of entries whose tags cannot be read.
    private func tagSum(
        through position: Int64?, without archived: [ClosedRange<Int64>]
    ) async -> Result<UInt64?, SealError> {
        guard let position else { return .success(nil) }
        do throws(SealError) {
            return .success(
                try await store.pool.perform(throwing: SealError.self) {
                    connection throws(SealError) in
                    try Self.tagSum(through: position, without: archived, on: connection)
                })
        } catch {
            return .failure(error)
        }
    }

    private static func tagSum(
        through position: Int64, without archived: [ClosedRange<Int64>],
        on connection: isolated Connection
    ) throws(SealError) -> UInt64 {
        var sum: UInt64 = 0
        do {
            try connection.copyOut(
                """
                COPY (SELECT position, tag FROM annals.event_tags WHERE position <= \(position))
                TO STDOUT (FORMAT binary)
                """
            ) { row in
                guard let position = row.nextInteger(Int64.self), let tag = row.nextField(),
                    !archived.contains(where: { $0.contains(position) })
                else { return }
                sum &+= TagSum.of(tag, position: position)
            }
        } catch {
            throw SealError(error as? DatabaseError ?? .init(message: "\(error)"))
        }
        return sum
    }
}
