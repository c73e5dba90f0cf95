import Filings
import Postgres

extension EventStore {
    /// Reads the log in order and hands its events to the body in batches, in flat memory.
    ///
    /// The entries come by binary COPY on the connection's thread; two batches at a time are decoded
    /// beside it and beside the body, and handed on in their order.
    ///
    /// - Parameters:
    ///   - after: The position to start behind; 0 for the whole log.
    ///   - through: The last position wanted; `nil`: the head now.
    ///   - body: Gets events in the order of positions, each exactly once.
    /// - Throws: What the body throws, or ``EventStoreError``.
    public func replay(
        after: Int64 = 0, through: Int64? = nil,
        _ body: ([RecordedEvent]) async throws -> Void
    ) async throws {
        let last: Int64
        if let through { last = through } else { last = try await head().position }
        let batches = EntryBatches()
        let reading = Task { await self.receive(after: after, through: last, into: batches) }
        defer {
            reading.cancel()
            batches.stop()
        }
        var decoding: [Task<Result<[RecordedEvent], EventStoreError>, Never>] = []
        while let batch = try await batches.next() {
            decoding.append(Task { batch.decoded() })
            if decoding.count > Self.decodedAhead {
                try await body(try await decoding.removeFirst().value.get())
            }
        }
        for batch in decoding { try await body(try await batch.value.get()) }
    }

    /// How many batches are decoded while the body has an earlier one.
    private static let decodedAhead = 2

    private func receive(after: Int64, through: Int64, into batches: EntryBatches) async {
        do throws(EventStoreError) {
            try await pool.perform(throwing: EventStoreError.self) {
                connection throws(EventStoreError) in
                do {
                    var batch = EntryBatch()
                    try connection.copyOut(Self.command(after: after, through: through)) { row in
                        guard let entry = row.nextField() else { return }
                        batch.append(entry)
                        if batch.isFull {
                            try batches.put(batch)
                            batch = EntryBatch()
                        }
                    }
                    if !batch.isEmpty { try batches.put(batch) }
                } catch let error as DatabaseError {
                    throw EventStoreError(error)
                } catch {
                    throw .database(DatabaseError(kind: .cancelled, message: "\(error)"))
                }
            }
            batches.finish(.success(()))
        } catch {
            batches.finish(.failure(error))
        }
    }

    /// COPY takes no parameters; both are numbers of ours.
    private static func command(after: Int64, through: Int64) -> String {
        """
        COPY (SELECT entry FROM annals.events
              WHERE position > \(after) AND position <= \(through) ORDER BY position)
        TO STDOUT (FORMAT binary)
        """
    }
}
