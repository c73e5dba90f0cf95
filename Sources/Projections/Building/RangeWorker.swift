import EventStorage
import Filings
import Postgres

/// Computes ranges of a build, one transaction each, on one connection.
///
/// Reading, folding and writing take turns on the connection's thread, so that a worker keeps one
/// core busy, here or in the server: as many workers as cores keep all of them busy, without queues
/// between threads and with a megabyte or two in memory each.
struct RangeWorker {
    let build: Build
    let skips: Skips
    let watch: BuildWatch

    /// So many versions go in one COPY at least, but at a range's end.
    private static var fewVersions: Int { 2_000 }

    /// Computes the next range that is not done.
    ///
    /// - Parameter waits: Also for a range that another session is at.
    /// - Returns: False when there is none.
    func runNext(waits: Bool, on connection: isolated Connection) throws(BuildError) -> Bool {
        var attempt = 0
        while true {
            attempt += 1
            var counted: Int64 = 0
            var suspects: (any UnstorableSuspects)?
            do throws(BuildError) {
                return try connection.transaction(throwing: BuildError.self) {
                    connection throws(BuildError) in
                    try run(
                        waits: waits, counted: &counted, suspects: &suspects, on: connection)
                }
            } catch {
                watch.add(events: -counted)
                // Each time one projection more has failed, and is left out of the next attempt.
                guard attempt <= build.projections.count, let suspects,
                    try findUnstorable(among: suspects, on: connection)
                else { throw error }
            }
        }
    }

    private func run(
        waits: Bool, counted: inout Int64, suspects: inout (any UnstorableSuspects)?,
        on connection: isolated Connection
    ) throws(BuildError) -> Bool {
        let folds = build.projections.map { $0.streamFold(in: build.place) }
        let taken = try BuildError.wrappingDatabase { () throws(DatabaseError) in
            // What a crash of the server takes is marked as not done: it is computed again.
            try connection.script(
                """
                SET LOCAL synchronous_commit = off;
                SET LOCAL idle_in_transaction_session_timeout = '10s'
                """)
            return try BuildRange.take(of: build.name, waits: waits, on: connection)
        }
        guard let range = taken, !build.projections.allSatisfy({ watch.hasFailed($0.name) })
        else { return false }
        var cursor = try BuildError.wrapping { () throws(EventStoreError) in
            try StreamCursor(
                streams: range.streams, through: build.target, types: neededTypes, on: connection)
        }
        var stream: Int64?
        while true {
            let entries = try BuildError.wrapping { () throws(EventStoreError) in
                try cursor.next(on: connection)
            }
            for entry in entries {
                if entry.streamID != stream {
                    for fold in folds { fold.endStream() }
                    stream = entry.streamID
                }
                apply(entry, to: folds)
            }
            if entries.isEmpty { for fold in folds { fold.endStream() } }
            try write(
                folds, least: entries.isEmpty ? 1 : Self.fewVersions, suspects: &suspects,
                on: connection)
            if entries.isEmpty { break }
            counted += Int64(entries.count)
            watch.add(events: Int64(entries.count))
        }
        // Events of types that nobody needs were not read.
        watch.add(events: range.events - counted)
        counted = range.events
        try BuildError.wrappingDatabase { () throws(DatabaseError) in
            for bad in watch.failures {
                try Build.leave(build.name, bad.projection, on: connection)
            }
        }
        try range.markDone(in: build.name, on: connection)
        return true
    }

    private var neededTypes: Set<String>? {
        var needed: Set<String> = []
        for projection in build.projections {
            guard let types = projection.types else { return nil }
            needed.formUnion(types)
        }
        return needed
    }

    private func apply(_ entry: LogEntry, to folds: [any StreamFolding]) {
        for fold in folds where fold.needs(entry.type) && !watch.hasFailed(fold.name) {
            if skips.contains(entry.position, of: fold.name) { continue }
            switch entry.event {
            case .success(let recorded):
                do throws(RefusedByProjection) {
                    try fold.apply(recorded)
                } catch {
                    fail(fold, at: entry, .refused, error.description)
                }
            case .failure(let unreadable):
                fail(fold, at: entry, .unreadable, unreadable.reason)
            }
        }
    }

    private func fail(
        _ fold: any StreamFolding, at entry: LogEntry, _ category: BadEvent.Category,
        _ reason: String
    ) {
        watch.fail(
            BadEvent(
                projection: fold.name, position: entry.position, type: entry.type,
                category: category, reason: reason))
    }

    private func write(
        _ folds: [any StreamFolding], least: Int, suspects: inout (any UnstorableSuspects)?,
        on connection: isolated Connection
    ) throws(BuildError) {
        for fold in folds where fold.waiting >= least && !watch.hasFailed(fold.name) {
            do throws(DatabaseError) {
                try fold.write(on: connection)
            } catch {
                if error.isAboutValues { suspects = fold.suspects }
                throw BuildError(error)
            }
        }
    }

    /// - Returns: Whether the event was found whose row PostgreSQL did not take.
    private func findUnstorable(
        among suspects: any UnstorableSuspects, on connection: isolated Connection
    ) throws(BuildError) -> Bool {
        try BuildError.wrappingDatabase { () throws(DatabaseError) in
            guard let found = try suspects.first(on: connection) else { return false }
            let type = try connection.query(
                "SELECT type FROM annals.events WHERE position = \(found.position)"
            ).first
            watch.fail(
                BadEvent(
                    projection: suspects.projection, position: found.position,
                    type: try type?.decode(0) ?? "", category: .unstorable,
                    reason: found.error.message))
            return true
        }
    }
}
