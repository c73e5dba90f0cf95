import Filings
import TestSupport

@testable import Projections

/// Writes random events about claims as the commands do: on what the claim says by then.
struct RevisionWriter {
    private struct Written {
        var claim: Claim
        var members: [String: String]
        var number: Int64 = 1
        var isRetracted = false
    }

    private var claims: [String: Written] = [:]

    private static let values: [String: [String]] = [
        "title": ["Signed", "Planned", "Delayed"], "state": ["signed", "planned", "proposed"],
        "date": ["2026", "2026-06", "2026-12-24"], "milestone": ["plant/start", "plant/built"],
        "knownOn": ["2024-01-05", "2024-02-01", "2024-02-20"],
    ]

    mutating func next(
        _ id: String, using random: inout SplitMix64
    ) -> (step: WrittenHistory.Step, event: NewEvent) {
        guard let known = claims[id] else { return assertion(id, using: &random) }
        let day = Self.day(using: &random)
        // As the commands do, a revision holds what differs from what the claim says by then.
        let changes = Self.members(using: &random, most: 2).filter {
            known.members[$0.key] != $0.value
        }
        let ours = Bool.random(using: &random) || changes["knownOn"] != nil
        var written = known
        let deed: WrittenHistory.Deed
        let kind: ClaimRevision.Kind
        if known.isRetracted {
            (kind, deed) = (.reinstated, .reinstates)
        } else if changes.isEmpty || Int.random(in: 0..<4, using: &random) == 0 {
            (kind, deed) = (.retracted, .retracts)
        } else {
            (kind, deed) = ours ? (.corrected, .corrects(changes)) : (.amended, .amends(changes))
            Self.put(changes, on: &written.claim)
            written.members.merge(changes) { _, new in new }
        }
        written.number += 1
        written.isRetracted = kind == .retracted
        let revision = ClaimRevision(
            kind, of: known.claim, to: kind.changesMembers ? written.claim : nil,
            number: written.number, reason: "a test", publishedOn: day)
        claims[id] = written
        let event = NewEvent(
            id: revision.id, source: "test:claims", event: .claimRevised(revision))
        return (WrittenHistory.Step(claim: id, deed: deed, days: (day, day)), event)
    }

    private mutating func assertion(
        _ id: String, using random: inout SplitMix64
    ) -> (step: WrittenHistory.Step, event: NewEvent) {
        var members = Self.members(using: &random, most: 4)
        members["knownOn"] = nil
        members["title"] = members["title"] ?? "Begun"
        members["state"] = members["state"] ?? "stated"
        var claim = Claim(
            id: id, company: "sample", kind: ClaimKind(stored: "other"), title: "",
            source: ClaimSource(title: "A source"))
        var days: (from: CivilDay, by: CivilDay)?
        var sourceFrom: CivilDay?
        switch Int.random(in: 0..<4, using: &random) {
        case 0: break
        case 1:
            let (one, other) = (Self.day(using: &random), Self.day(using: &random))
            let (from, by) = (min(one, other), max(one, other))
            claim.publishedOn = try? .reading("\(from.text)/\(by.text)")
            days = (from, by)
            sourceFrom = from
        default:
            let day = Self.day(using: &random)
            members["knownOn"] = day.text
            days = (day, day)
        }
        Self.put(members, on: &claim)
        claims[id] = Written(claim: claim, members: members)
        let event = NewEvent(
            id: "claim:sample/\(id)", source: "test:claims", event: .claimAsserted(claim))
        return (
            WrittenHistory.Step(
                claim: id, deed: .asserts(members), days: days, sourceFrom: sourceFrom), event
        )
    }

    private static func members(
        using random: inout SplitMix64, most: Int
    ) -> [String: String] {
        var members: [String: String] = [:]
        for name in values.keys.sorted().shuffled(using: &random).prefix(most) {
            members[name] = values[name]?.randomElement(using: &random)
        }
        return members
    }

    private static func put(_ members: [String: String], on claim: inout Claim) {
        if let title = members["title"] { claim.title = title }
        if let state = members["state"] { claim.state = ClaimState(stored: state) }
        if let date = members["date"] { claim.date = try? .reading(date) }
        if let key = members["milestone"] {
            claim.milestone = ClaimMilestone(key: key, phase: .planned)
        }
        if let day = members["knownOn"] { claim.knownOn = CivilDay(day) }
    }

    private static func day(using random: inout SplitMix64) -> CivilDay {
        WrittenHistory.first.adding(
            days: Int.random(in: 0..<WrittenHistory.lastOffset, using: &random))
    }
}
