import Answering
import Projections

/// What to say of a read model, and what to do where it is not well.
extension ProjectionStatus {
    /// `at 98, 3 behind for 4 min`, and what else there is to know.
    var detail: String {
        switch state {
        case .live, .idle: return place
        case .stuck: return "\(place), and \(holderWords) lives but does not move it"
        case .dead: return "\(place), and \(holderWords) died"
        case .paused, .failed: return "\(stopWords), \(place)"
        case .missing: return "there is no table of version \(versionHere ?? 0)"
        case .building:
            return "version \(versionHere ?? 0) is built: \(build?.progressWords ?? "")"
        case .old, .newer:
            return "\(place), of version \(version ?? 0); this program's is \(versionHere ?? 0)"
        }
    }

    /// A command where there is one; empty when all is well.
    var wayOut: String {
        if isWell { return "" }
        if versionHere == nil { return stranger }
        switch state {
        case .live: return ""
        case .idle, .dead, .missing, .old: return "annals project"
        case .stuck:
            guard let holder else { return "annals project" }
            return "kill \(holder.process)  (on \(holder.host); then another takes over)"
        case .paused: return "annals project resume \(projection)"
        case .failed:
            let position = failure?.position ?? 0
            return "annals project retry \(projection), or annals project skip \(projection) "
                + "\(position) --reason TEXT"
        case .building: return "annals project status --watch"
        case .newer: return "use the newer annals"
        }
    }

    /// Of a projection that this program does not know no command of its speaks.
    private var stranger: String {
        "the annals that knows it, or if none does: DROP TABLE annals_read.\(projection); "
            + "DELETE FROM annals_read.checkpoints WHERE projection = '\(projection)'; "
            + "DELETE FROM annals_read.stops WHERE projection = '\(projection)'"
    }

    private var place: String {
        guard let position else { return "without a table" }
        if eventsBehind == 0 { return "at \(position)" }
        return "at \(position), \(eventsBehind) behind for \(AgeText.precise(behind))"
    }

    /// `annals 4711 on db1`, with its last heartbeat.
    private var holderWords: String {
        guard let holder else { return "whoever ran it" }
        let age = AgeText.words(holder.heartbeatAge)
        return "process \(holder.process) on \(holder.host), last heard of \(age) ago,"
    }

    private var stopWords: String {
        switch stops.first?.cause {
        case .failed(let bad)?:
            "stopped at position \(bad.position), \(bad.type), \(bad.category.rawValue): \(bad.reason)"
        case .paused(let actor, let reason)?: "paused by \(actor): \(reason)"
        case nil: ""
        }
    }
}

extension BuildStatus {
    /// `loading, 12,000 of 48,000 events`
    var progressWords: String { "\(phase), \(done) of \(total) events" }

    /// `companies, timeline`
    var names: String { versions.keys.sorted().joined(separator: ", ") }
}
