/// Which of a projection's tables: each place is a schema.
package enum TablePlace: Hashable, Sendable {
    /// The one that questions read, `annals_read.timeline`.
    case live
    /// The one that is being built to take its place, `annals_next.timeline`.
    case next
    /// The one that had its place before, `annals_former.timeline`.
    case former
    /// One that is looked at and thrown away, `annals_replay.timeline_<build>`.
    case replay(build: String)

    /// As `annals_read.checkpoints` and `annals_read.builds` call it.
    var word: String {
        switch self {
        case .live: "live"
        case .next: "next"
        case .former: "former"
        case .replay: "replay"
        }
    }

    var schema: String {
        switch self {
        case .live: "annals_read"
        case .next: "annals_next"
        case .former: "annals_former"
        case .replay: "annals_replay"
        }
    }

    /// The table's name without its schema.
    func table(_ projection: String) -> String {
        if case .replay(let build) = self { "\(projection)_\(build)" } else { projection }
    }
}
