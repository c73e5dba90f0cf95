import EventStorage
import Filings
import Postgres

/// What the projector does with a batch for one projection, whatever its rows are.
extension Projection {
    /// What of a batch concerns this projection.
    ///
    /// - Parameter before: Where it stands; what is up to there is passed over.
    func share(of batch: LogBatch, after before: Int64, skips: Skips) -> BatchShare {
        let bad = batch.unreadable.first { entry in
            entry.position > before && needs(entry.type)
                && !skips.contains(entry.position, of: name)
        }
        let end = bad?.position ?? .max
        let events = batch.events.filter { event in
            event.position > before && event.position < end && needs(event.event.type)
                && !skips.contains(event.position, of: name)
        }
        return BatchShare(
            events: events, reached: bad.map { $0.position - 1 } ?? batch.last,
            bad: bad.map { entry in
                BadEvent(
                    projection: name, position: entry.position, type: entry.type,
                    category: .unreadable, reason: entry.reason)
            })
    }

    /// Folds events over the rows that they touch, which are read first.
    ///
    /// - Returns: The fold, and the event that the projection refused: the fold ends before it.
    func fold(
        _ events: [RecordedEvent], in table: ProjectionTable<Self>,
        on connection: isolated Connection
    ) throws(EventStoreError) -> (ProjectionFold<Self>, BadEvent?) {
        let touched = Set(events.flatMap { self.keys(of: $0) })
        let rows = touched.isEmpty ? [:] : try table.openRows(of: Array(touched), on: connection)
        var fold = ProjectionFold(self, rows: rows)
        for event in events {
            do throws(RefusedByProjection) {
                try fold.apply(event)
            } catch {
                return (
                    fold,
                    BadEvent(
                        projection: name, position: event.position, type: event.event.type,
                        category: .refused, reason: error.description)
                )
            }
        }
        return (fold, nil)
    }

    /// Applies its share of a batch and moves the checkpoint, in one transaction. The rows are read
    /// and folded before it, so that it is short: only the holder of the epoch writes them.
    ///
    /// - Returns: How far it came, and the event that it could not take: its stop is noted.
    /// - Throws: ``ApplyFailure/fenced`` when the lease was lost: nothing was written.
    func apply(
        _ share: BatchShare, from before: Int64, under epoch: Int64, in place: TablePlace,
        on connection: isolated Connection
    ) throws(ApplyFailure) -> (reached: Int64, bad: BadEvent?) {
        do throws(ApplyFailure) {
            return try applyWhole(share, from: before, under: epoch, in: place, on: connection)
        } catch {
            guard case .store(let refusal) = error, refusal.isOfTheRows else { throw error }
            return try applyInHalves(
                share, from: before, under: epoch, in: place, after: refusal, on: connection)
        }
    }

    private func applyWhole(
        _ share: BatchShare, from before: Int64, under epoch: Int64, in place: TablePlace,
        on connection: isolated Connection
    ) throws(ApplyFailure) -> (reached: Int64, bad: BadEvent?) {
        let isMoved: Bool
        let bad: BadEvent?
        let reached: Int64
        do throws(EventStoreError) {
            let table = ProjectionTable(self, in: place)
            let (fold, refused) = try self.fold(share.events, in: table, on: connection)
            bad = refused ?? share.bad
            reached = refused.map { $0.position - 1 } ?? share.reached
            let step = Checkpoint.Step(
                projection: name, epoch: epoch, before: before, after: reached)
            isMoved = try connection.transaction(throwing: EventStoreError.self) {
                connection throws(EventStoreError) in
                try connection.stayBrief(throwing: EventStoreError.self)
                let moved = try Checkpoint.move([step], in: place, on: connection)
                guard moved.contains(name) else { return false }
                try table.write(fold, on: connection)
                if let bad { try Stop.note(bad, on: connection) }
                return true
            }
        } catch {
            throw .store(error)
        }
        if !isMoved { throw .fenced }
        return (reached, bad)
    }

    /// PostgreSQL refused a row: halves the batch until the event is found that made it.
    private func applyInHalves(
        _ share: BatchShare, from before: Int64, under epoch: Int64, in place: TablePlace,
        after error: EventStoreError, on connection: isolated Connection
    ) throws(ApplyFailure) -> (reached: Int64, bad: BadEvent?) {
        guard let last = share.events.last else { throw .store(error) }
        guard share.events.count > 1 else {
            let bad = BadEvent(
                projection: name, position: last.position, type: last.event.type,
                category: .unstorable, reason: error.words)
            let rest = BatchShare(events: [], reached: last.position - 1, bad: bad)
            return try apply(rest, from: before, under: epoch, in: place, on: connection)
        }
        let middle = share.events.count / 2
        let end = share.events[middle - 1].position
        let first = BatchShare(
            events: Array(share.events[..<middle]), reached: end, bad: nil)
        let half = try apply(first, from: before, under: epoch, in: place, on: connection)
        if half.bad != nil { return half }
        let second = BatchShare(
            events: Array(share.events[middle...]), reached: share.reached, bad: share.bad)
        return try apply(second, from: end, under: epoch, in: place, on: connection)
    }
}

/// What of a batch concerns a projection.
struct BatchShare {
    /// Those that it needs and does not skip, up to the first that it cannot take.
    let events: [RecordedEvent]
    /// The position that it reaches with them.
    let reached: Int64
    /// What stands behind ``reached`` and cannot be read.
    let bad: BadEvent?

    var isEmpty: Bool { events.isEmpty && bad == nil }
}

enum ApplyFailure: DatabaseFailure {
    case store(EventStoreError)
    /// Somebody else has the lease.
    case fenced

    init(_ error: DatabaseError) { self = .store(EventStoreError(error)) }
}

extension EventStoreError {
    /// PostgreSQL did not take a value, and will not the next time either.
    ///
    /// Source: PostgreSQL 15 documentation, appendix A: class 22, data exception; 23, integrity
    /// constraint violation; 54, program limit exceeded.
    fileprivate var isOfTheRows: Bool {
        guard case .database(let error) = self, error.kind == .server || error.kind == .misuse,
            let state = error.sqlState
        else { return false }
        return ["22", "23", "54"].contains(state.errorClass)
    }

    fileprivate var words: String {
        if case .database(let error) = self { error.message } else { "\(self)" }
    }
}
