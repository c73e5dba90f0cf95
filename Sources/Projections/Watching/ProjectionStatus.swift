import EventStorage
import Filings

/// How one read model stands: its table, who runs it and what stops it.
///
/// Lag alone says nothing of the reader: one that is dead has no lag while nothing is recorded. So
/// whether all is well rests on the lease, the heartbeat and the stops too; see ``isWell``.
public struct ProjectionStatus: Equatable, Sendable {
    /// Who has the lease.
    public enum Lease: Equatable, Sendable {
        case free
        /// A projector, living or dead.
        case held(ProjectorStatus)
        /// A projector that the database has forgotten: it is dead.
        case orphaned
    }

    /// What there is to say first; the first that applies of `failed`, `paused`, `newer`,
    /// `building`, `missing`, `old`, `dead`, `stuck`, `live`, `idle`.
    public enum State: String, CaseIterable, Sendable {
        /// A projector that lives runs it; it may be catching up.
        case live
        /// A projector that lives has it and does not move it; see ``patience``.
        case stuck
        /// Nobody runs it, and nobody died at it. This says nothing about lag.
        case idle
        /// Whoever ran it died and nobody has taken it over.
        case dead
        case paused
        /// It stopped at an event.
        case failed
        /// There is no table of this program's version, and a process that lives builds it.
        case building
        case missing
        /// The table is of an older version than this program's.
        case old
        /// The table is of a newer version than this program's.
        case newer
    }

    public let projection: String
    /// This program's version; `nil`: it does not know the projection.
    public let versionHere: Int64?
    /// The live table's version; `nil`: there is no table.
    public let version: Int64?
    /// The last position applied; `nil`: there is no table.
    public let position: Int64?
    public let eventsBehind: Int64
    /// How long the first event that is not applied has been in the log; zero when there is none.
    public let behind: Duration
    /// When the checkpoint moved; `nil`: there is no table.
    public let movedAt: Instant?
    /// How long ago that was.
    public let restedFor: Duration?
    /// Of the live table's version, else of this program's.
    public let lease: Lease
    public let stops: [Stop]
    /// How many events it passes over, as somebody decided.
    public let skips: Int64
    /// A build of this program's version that is to take the live table's place.
    public let build: BuildStatus?

    /// Under a lease and behind, so long without moving: the process lives, its work does not.
    public static let patience = Duration.seconds(30)

    public var state: State {
        if let state = stopped ?? tableState { return state }
        switch lease {
        case .free: return .idle
        case .orphaned: return .dead
        case .held(let projector) where !projector.lives: return .dead
        case .held: break
        }
        let isResting = (restedFor ?? .zero) > Self.patience && behind > Self.patience
        return eventsBehind > 0 && isResting ? .stuck : .live
    }

    /// Whether nobody need look:
    ///
    /// - `live`, however far behind, for it moves: see ``patience``;
    /// - `idle` with nothing to apply;
    /// - `building` beside an older table, from which other programs answer meanwhile.
    ///
    /// Everything else waits for somebody, even at lag 0.
    public var isWell: Bool {
        switch state {
        case .live: true
        case .idle: eventsBehind == 0
        case .building: position != nil
        case .stuck, .dead, .paused, .failed, .missing, .old, .newer: false
        }
    }

    /// The projector that has the lease, living or dead.
    public var holder: ProjectorStatus? {
        if case .held(let projector) = lease { projector } else { nil }
    }

    private var stopped: State? {
        if failure != nil { return .failed }
        return stops.isEmpty ? nil : .paused
    }

    public var failure: BadEvent? {
        for case .failed(let bad) in stops.map(\.cause) { return bad }
        return nil
    }

    private var tableState: State? {
        guard let versionHere else { return nil }
        if let version, version > versionHere { return .newer }
        if version == versionHere { return nil }
        if build?.isUnderWay == true { return .building }
        return version == nil ? .missing : .old
    }
}
