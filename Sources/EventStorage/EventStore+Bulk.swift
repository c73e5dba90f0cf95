import Filings
import Postgres

extension EventStore {
    /// Appends many events by binary COPY, a transaction a chunk, with the checks of ``append(_:)``.
    ///
    /// While one chunk is under way the next one's entries are made on another core. A chunk is
    /// appended whole or not at all; chunks before a failing one stay. Sending the same events
    /// again is a no-op.
    ///
    /// - Parameters:
    ///   - parts: Events by stream; a stream may come again. A part's expectation is checked when
    ///     the stream is first met in a chunk.
    ///   - looksFirst: Whether some of the events are likely to be known: then they are looked up
    ///     before they are sent, and not after the first of them was refused.
    ///   - settlement: What to write about their source in the last chunk's transaction; it is not
    ///     written when there is a conflict.
    ///   - progress: Called after every chunk with the report so far.
    /// - Returns: Counts, and every conflict: an event whose source key is taken by other facts is
    ///   left out, the rest goes in.
    /// - Throws: ``EventStoreError``; what was appended before stays.
    public func bulkAppend(
        _ parts: some Sequence<AppendRequest.Part>, by actor: String, looksFirst: Bool = false,
        settling settlement: SourceSettlement? = nil,
        progress: @Sendable (BulkReport) -> Void = { _ in }
    ) async throws(EventStoreError) -> BulkReport {
        let actor = EntryParts.actorBytes(actor)
        // Also so that the tree can go along with the chunks.
        if hashesInBulk { try await integrate() } else { try await checkTree() }
        var report = BulkReport()
        var looksFirst = looksFirst
        var sending: Task<Result<BulkReport, EventStoreError>, Never>?
        var chunks = PartChunks(parts.makeIterator(), mostEvents: bulkChunkEvents)
        while true {
            let chunk: BulkChunk?
            do throws(EventStoreError) {
                chunk = try chunks.next().map { parts throws(EventStoreError) in
                    try BulkChunk(parts, actor: actor)
                }
            } catch {
                _ = await sending?.value
                throw error
            }
            if let sent = try await sending?.value.get() {
                // Where a key was known there are more to come: look before the next chunk.
                looksFirst = sent.known + sent.conflicts.count + sent.revisited.count > 0
                report.add(sent)
                progress(report)
            }
            guard let chunk else {
                // There was nothing to append.
                if report.read == 0, let settlement { try await settle(settlement) }
                return report
            }
            let isClean = report.conflicts.isEmpty && report.revisited.isEmpty
            let last = chunks.isAtEnd() && isClean ? settlement : nil
            sending = Task { [looksFirst] in
                await send(chunk, looksFirst: looksFirst, settling: last)
            }
        }
    }

    private func send(
        _ chunk: BulkChunk, looksFirst: Bool, settling settlement: SourceSettlement?
    ) async -> Result<BulkReport, EventStoreError> {
        var looksFirst = looksFirst
        var attempt = 0
        let memory = hashesInBulk ? tree : nil
        let acknowledged = acknowledged
        while true {
            attempt += 1
            do throws(EventStoreError) {
                let looks = looksFirst
                return .success(
                    try await pool.perform(throwing: EventStoreError.self) {
                        connection throws(EventStoreError) in
                        try BulkAppend(
                            chunk: chunk, settlement: settlement, tree: memory,
                            acknowledged: acknowledged
                        ).send(on: connection, looksFirst: looks)
                    })
            } catch {
                let isInDoubt = error.isInDoubtBeforeLook && !looksFirst
                let isAtEnd = error.isBehindLastPartition
                guard isInDoubt || isAtEnd || error.isLostConnection, attempt < LogWriter.tries
                else { return .failure(error) }
                looksFirst = looksFirst || !isAtEnd
                if isAtEnd {
                    do throws(DatabaseError) {
                        try await pool.perform { connection throws(DatabaseError) in
                            try Self.addPartitions(for: chunk.events.count, on: connection)
                        }
                    } catch {
                        return .failure(EventStoreError(error))
                    }
                } else if !isInDoubt {
                    try? await Task.sleep(for: .milliseconds(20 << attempt))
                }
            }
        }
    }
}

extension EventStoreError {
    /// Whether a chunk sent without a look at its keys may be a repetition: then a key is taken,
    /// or its streams have moved on.
    fileprivate var isInDoubtBeforeLook: Bool {
        switch self {
        case .wrongExpectedVersion: true
        case .database(let failure): failure.sqlState == .uniqueViolation
        default: false
        }
    }

    /// Whether a divided log had no partition for some of the events: no other check is on its table.
    fileprivate var isBehindLastPartition: Bool {
        if case .database(let failure) = self { failure.sqlState == .checkViolation } else { false }
    }

    fileprivate var isLostConnection: Bool {
        if case .database(let failure) = self { failure.isRetryable } else { false }
    }
}

/// Cuts a sequence of parts into lists of at most so many events; a part is never cut.
private struct PartChunks<Parts: IteratorProtocol<AppendRequest.Part>> {
    private var parts: Parts
    private let mostEvents: Int
    private var left: AppendRequest.Part?

    init(_ parts: Parts, mostEvents: Int) {
        self.parts = parts
        self.mostEvents = mostEvents
    }

    mutating func next() -> [AppendRequest.Part]? {
        var chunk: [AppendRequest.Part] = []
        var count = 0
        while let part = left ?? parts.next() {
            left = nil
            if !chunk.isEmpty, count + part.events.count > mostEvents {
                left = part
                break
            }
            if part.events.isEmpty { continue }
            chunk.append(part)
            count += part.events.count
        }
        return chunk.isEmpty ? nil : chunk
    }

    /// Whether the chunk given last is the last one.
    mutating func isAtEnd() -> Bool {
        while left == nil || left?.events.isEmpty == true {
            guard let part = parts.next() else { return true }
            left = part
        }
        return false
    }
}
