import CanonicalJSON

/// What a run says about the completeness of one piece of a source: a day, a quarter, a company.
public struct RunCoverage: Equatable, Sendable {
    public enum State: String, Sendable, CaseIterable {
        /// Read whole.
        case complete
        /// The register has nothing for it and never will: a holiday.
        case empty
        /// Not published when asked; ask again.
        case pending
        /// Read in part: the window was full, rows were refused, overflow pages are unread.
        case partial
        /// Could not be read: throttled, broken, unreachable.
        case unread
    }

    /// `2020-01-03`, `2020-Q1`, `CIK0000320193`. Sorts by time within its kind.
    public var unit: String
    public var state: State
    public var reason: String?
    /// The arguments of `annals ingest` that repair it; `nil` when there is nothing to repair.
    public var repair: String?

    public init(unit: String, state: State, reason: String? = nil, repair: String? = nil) {
        self.unit = unit
        self.state = state
        self.reason = reason
        self.repair = repair
    }

    init(_ members: EventMembers) throws(EventDataError) {
        self.init(
            unit: try members.text("unit"), state: try members.choice("state"),
            reason: try members.optionalText("reason"), repair: try members.optionalText("repair"))
    }

    public var json: JSONObject {
        var json: JSONObject = ["unit": .string(unit), "state": .string(state.rawValue)]
        json["reason"] = reason.map { .string($0) }
        json["repair"] = repair.map { .string($0) }
        return json
    }

    /// Whether it needs another run.
    public var isGap: Bool { state == .pending || state == .partial || state == .unread }
}
