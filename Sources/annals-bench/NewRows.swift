import EventStorage
import Postgres

/// Inserts for the rows that the system has written and the limit has not: the same bytes.
struct NewRows {
    private let log: ScratchLog
    private var position: Int64
    private var batches: [[SQL]] = []

    init(_ log: ScratchLog) async throws {
        self.log = log
        position = try await log.store.head().position
    }

    /// Reads what the system has written since the last time.
    mutating func read() async throws {
        let rows = try await LimitTable.rows(after: position, on: log.limits)
        position += Int64(rows.count)
        batches.append(LimitTable.inserts(rows))
    }

    /// The oldest batch that was not taken; none before the first was read.
    mutating func take() -> [SQL] { batches.isEmpty ? [] : batches.removeFirst() }
}
