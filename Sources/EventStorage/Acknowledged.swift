import Filings
import Postgres
import Synchronization

/// The newest event that this process was told is recorded, by which it knows a server that lacks it.
///
/// A server that takes over without the last events, or one that was restored, would give their
/// positions to others. So every new connection is asked for that event before anything is written
/// through it. What no process remembers is caught by the newest checkpoint kept outside.
final class Acknowledged: Sendable {
    private struct State {
        var position: Int64 = 0
        var recordedAt = Instant(microsecondsSinceEpoch: 0)
        /// Connections, by number, of a server that has it, and so what comes later through them.
        var trusted: Set<UInt64> = []
        var isSetBack = false
    }

    private let state = Mutex(State())

    /// What a connection's server has acknowledged just now.
    func note(_ position: Int64, at time: Instant, on connection: Connection) {
        state.withLock { state in
            state.trusted.insert(connection.number)
            if position > state.position { (state.position, state.recordedAt) = (position, time) }
        }
    }

    /// Asks a connection that is not known yet.
    ///
    /// - Throws: ``EventStoreError/setBack(position:recordedAt:)``, from then on at every call.
    func check(on connection: isolated Connection) throws(EventStoreError) {
        let number = connection.number
        let (place, isSetBack) = state.withLock { state in
            let isKnown = state.position == 0 || state.trusted.contains(number)
            return (isKnown ? nil : (state.position, state.recordedAt), state.isSetBack)
        }
        guard let (position, time) = place else { return }
        let isThere = isSetBack ? false : try Self.holds(position, recordedAt: time, on: connection)
        if isThere {
            state.withLock { state in
                // Numbers only rise: those of connections long gone need not be kept.
                if state.trusted.count > 256 { state.trusted.removeAll() }
                state.trusted.insert(number)
            }
            return
        }
        state.withLock { $0.isSetBack = true }
        throw .setBack(position: position, recordedAt: time)
    }

    static func holds(
        _ position: Int64, recordedAt time: Instant, on connection: isolated Connection
    ) throws(EventStoreError) -> Bool {
        let wanted = TimestampMicroseconds(time.microsecondsSinceEpoch)
        do throws(DatabaseError) {
            let rows = try connection.query(
                """
                SELECT FROM annals.events
                WHERE position = \(position) AND recorded_at = \(wanted)
                """)
            return !rows.isEmpty
        } catch {
            throw EventStoreError(error)
        }
    }
}
