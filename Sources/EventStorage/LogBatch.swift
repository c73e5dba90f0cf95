import Filings
import Postgres

/// Successive entries of the log: the events, and beside them what cannot be read.
public struct LogBatch: Sendable {
    /// In the order of positions.
    public let events: [RecordedEvent]
    /// In the order of positions; usually none.
    public let unreadable: [UnreadableEntry]
    /// The last position that it covers.
    public let last: Int64

    public init(events: [RecordedEvent], unreadable: [UnreadableEntry] = [], last: Int64) {
        self.events = events
        self.unreadable = unreadable
        self.last = last
    }

    init(_ entries: [LogEntry], last: Int64) {
        var events: [RecordedEvent] = []
        var unreadable: [UnreadableEntry] = []
        for entry in entries {
            switch entry.event {
            case .success(let event): events.append(event)
            case .failure(let failure):
                unreadable.append(
                    UnreadableEntry(
                        position: entry.position, type: entry.type, reason: failure.reason))
            }
        }
        self.init(events: events, unreadable: unreadable, last: last)
    }

    /// The entries after a position through another, which is not beyond the head as it was read.
    package init(
        after position: Int64, through last: Int64, on connection: isolated Connection
    ) throws(EventStoreError) {
        self.init(
            try LogEntry.read(after: position, through: last, on: connection), last: last)
    }
}

/// An entry that this program cannot read.
public struct UnreadableEntry: Equatable, Sendable {
    public let position: Int64
    /// As the log's own column has it.
    public let type: String
    /// What does not fit, without the final dot.
    public let reason: String

    public init(position: Int64, type: String, reason: String) {
        self.position = position
        self.type = type
        self.reason = reason
    }
}

extension EventStore {
    /// The events of one stream up to a position, for a projection that is folded in memory.
    ///
    /// - Parameters:
    ///   - types: Only of these types; `nil`: all.
    ///   - leftOut: Not of this type.
    package func batch(
        in stream: StreamName, through position: Int64?, types: Set<String>? = nil,
        leavingOut leftOut: String? = nil
    ) async throws(EventStoreError) -> LogBatch {
        let entries = try await LogEntry.read(
            in: stream, through: position ?? .max, types: types, leftOut: leftOut, of: self)
        return LogBatch(entries, last: entries.last?.position ?? 0)
    }

    /// The next entries of the log after a position, at most so many; one that cannot be read does
    /// not hide the others.
    public func batch(after position: Int64, most: Int) async throws(EventStoreError) -> LogBatch {
        let rows = try await query(
            "SELECT entry FROM annals.events_after(\(position), \(most))")
        let last = position + Int64(rows.count)
        do throws(EventStoreError) {
            return LogBatch(events: try await Self.decode(all: rows, storable: true), last: last)
        } catch {
            guard case .unreadable = error else { throw error }
            return try await batch(of: rows, after: position)
        }
    }

    /// Reads row by row: positions are dense, so that even a spoiled entry has its own.
    private func batch(
        of rows: [Row], after position: Int64
    ) async throws(EventStoreError) -> LogBatch {
        var events: [RecordedEvent] = []
        var reasons: [(position: Int64, reason: String)] = []
        for (index, row) in rows.enumerated() {
            do throws(EventStoreError) {
                events.append(try Self.decode(row, storable: true))
            } catch {
                guard case .unreadable(_, let reason) = error else { throw error }
                reasons.append((position + Int64(index) + 1, reason))
            }
        }
        let types = try await types(at: reasons.map(\.position))
        return LogBatch(
            events: events,
            unreadable: reasons.map { found in
                UnreadableEntry(
                    position: found.position, type: types[found.position] ?? "",
                    reason: found.reason)
            }, last: position + Int64(rows.count))
    }

    private func types(at positions: [Int64]) async throws(EventStoreError) -> [Int64: String] {
        let rows = try await query(
            "SELECT position, type FROM annals.events WHERE position = ANY (\(positions))")
        var types: [Int64: String] = [:]
        do throws(DatabaseError) {
            for row in rows { types[try row.decode(0)] = try row.decode(1, as: String.self) }
        } catch {
            throw EventStoreError(error)
        }
        return types
    }
}
