import CanonicalJSON
import Filings
import TestSupport

@testable import Projections

/// A random history of claims and their revisions, and slow, obvious answers about it.
///
/// The answers know nothing of read models: every question goes through the steps from the first
/// one, and keeps texts in dictionaries.
struct WrittenHistory {
    /// What a step does to a claim.
    enum Deed: Equatable {
        case asserts([String: String])
        /// Members with their new values.
        case corrects([String: String])
        case amends([String: String])
        case retracts
        case reinstates
    }

    struct Step {
        let claim: String
        let deed: Deed
        /// The first day on which it may have been public, and the day by which it certainly was;
        /// `nil`: nobody knows.
        let days: (from: CivilDay, by: CivilDay)?
        /// The first day on which the claim's source can have been published.
        var sourceFrom: CivilDay?
    }

    /// What is told of a claim, and the step that last changed it, from 1.
    struct Told: Equatable {
        var members: [String: String]
        var step: Int
    }

    private(set) var steps: [Step] = []
    private(set) var events: [NewEvent] = []

    static let first = CivilDay.on("2024-01-01")
    static let lastOffset = 60

    init(seed: UInt64, count: Int) {
        var random = SplitMix64(seed: seed)
        var writer = RevisionWriter()
        for _ in 0..<count {
            let claim = "C\(Int.random(in: 1...5, using: &random))"
            let (step, event) = writer.next(claim, using: &random)
            steps.append(step)
            events.append(event)
        }
    }

    // MARK: Answers

    /// What is told of every claim by the first steps.
    ///
    /// - Parameters:
    ///   - count: How many steps were recorded.
    ///   - day: Only what may have been public by then; `nil`: all.
    ///   - certainly: Only what certainly was.
    func told(_ count: Int, by day: CivilDay? = nil, certainly: Bool = false) -> [String: Told] {
        var told: [String: Told] = [:]
        var isRetracted: [String: Bool] = [:]
        for (index, step) in steps.prefix(count).enumerated() {
            if let day, !isPublic(index, of: count, by: day, certainly: certainly) { continue }
            if case .asserts(let members) = step.deed {
                told[step.claim] = Told(members: members, step: index + 1)
                isRetracted[step.claim] = false
                continue
            }
            guard var now = told[step.claim] else { continue }
            let before = now.members
            switch step.deed {
            case .corrects(let changes), .amends(let changes):
                now.members.merge(changes) { _, new in new }
                if now.members != before { now.step = index + 1 }
            case .retracts: isRetracted[step.claim] = true
            case .reinstates:
                if isRetracted[step.claim] == true { now.step = index + 1 }
                isRetracted[step.claim] = false
            case .asserts: break
            }
            told[step.claim] = now
        }
        return told.filter { isRetracted[$0.key] == false }
    }

    /// The day on which a claim became known is taken from the last correction of it.
    private func isPublic(_ index: Int, of count: Int, by day: CivilDay, certainly: Bool) -> Bool {
        var days = steps[index].days
        if case .asserts = steps[index].deed {
            for step in steps.prefix(count) where step.claim == steps[index].claim {
                if case .corrects(let changes) = step.deed, let known = changes["knownOn"] {
                    days = (steps[index].sourceFrom ?? .on(known), .on(known))
                }
            }
        }
        guard let days else { return false }
        return days.from <= day && (!certainly || days.by <= day)
    }

    /// `title | state | edtf of the date | milestone | step | match` of each claim that is told.
    func lines(_ count: Int, by day: CivilDay? = nil) -> [String: String] {
        let sure = told(count, by: day, certainly: day != nil)
        return told(count, by: day).reduce(into: [:]) { lines, entry in
            let told = entry.value
            let words = ["title", "state", "date", "milestone"].map { told.members[$0] ?? "-" }
            let match = sure[entry.key] == told ? "certain" : "possible"
            lines[entry.key] = (words + ["\(told.step)", match]).joined(separator: " | ")
        }
    }

    /// The claims of each milestone.
    func milestones(_ count: Int, by day: CivilDay? = nil) -> [String: Set<String>] {
        var milestones: [String: Set<String>] = [:]
        for (claim, told) in told(count, by: day) {
            if let key = told.members["milestone"] { milestones[key, default: []].insert(claim) }
        }
        return milestones
    }

    /// `added C1`, `changed C2 date,title`, `withdrawn C3`.
    func changes(from old: [String: Told], to new: [String: Told]) -> Set<String> {
        var changes: Set<String> = []
        for claim in Set(old.keys).union(new.keys) {
            switch (old[claim]?.members, new[claim]?.members) {
            case (nil, _?): changes.insert("added \(claim)")
            case (_?, nil): changes.insert("withdrawn \(claim)")
            case (let before?, let after?):
                let names = Set(before.keys).union(after.keys).filter { before[$0] != after[$0] }
                if names.isEmpty { continue }
                changes.insert("changed \(claim) \(names.sorted().joined(separator: ","))")
            case (nil, nil): break
            }
        }
        return changes
    }
}
