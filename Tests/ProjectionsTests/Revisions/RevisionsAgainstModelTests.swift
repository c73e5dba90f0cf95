import Filings
import TestSupport
import Testing

@testable import Projections

/// Random histories of claims, corrections and retractions under random limits, held against
/// ``WrittenHistory``.
@Suite struct RevisionsAgainstModelTests {
    private static func lines(_ lines: [ReadModels.Line], day: CivilDay?) -> [String: String] {
        lines.reduce(into: [:]) { told, line in
            let record = line.record
            let words = [
                record["title"], record["state"], record["date"]?["edtf"],
                record["milestone"]?["key"],
            ].map { $0?.stringValue ?? "-" }
            let match = line.isOnlyPossible ? "possible" : "certain"
            let step = record["position"]?.integerValue ?? 0
            told[record["claim"]?.stringValue ?? "?"] =
                (words + ["\(step)", match]).joined(separator: " | ")
        }
    }

    private static func changes(_ changes: [Change]) -> Set<String> {
        let changes = changes.filter { $0.subject == .claim }
        return Set(
            changes.map { change in
                let names = change.fields.map { $0.name }.sorted().joined(separator: ",")
                return "\(change.kind) \(change.id)" + (change.kind == .changed ? " \(names)" : "")
            })
    }

    @Test(arguments: 1...6 as ClosedRange<UInt64>)
    func `every answer is that of the obvious model`(seed: UInt64) async throws {
        let history = WrittenHistory(seed: seed, count: 60)
        var random = SplitMix64(seed: seed &+ 100)
        try await withReadModelLog { log in
            try await log.append(history.events.map { (.sample, $0) })
            try await log.project()
            for _ in 0..<40 {
                let count = Int.random(in: 0...history.events.count, using: &random)
                let position = Int64(count)
                let days = (0..<2).map { _ in
                    WrittenHistory.first.adding(
                        days: Int.random(in: -1...WrittenHistory.lastOffset, using: &random))
                }.sorted()
                let asked = "the first \(count) of seed \(seed), \(days.map(\.text))"

                let plain = try await log.models.timeline(of: .sample, at: position)
                #expect(Self.lines(plain, day: nil) == history.lines(count), "\(asked)")
                let limited = try await log.models.timeline(
                    of: .sample, at: position, asOf: days[0])
                #expect(
                    Self.lines(limited.lines, day: days[0]) == history.lines(count, by: days[0]),
                    "\(asked)")

                for day in [nil, days[0]] {
                    let stories =
                        if let day {
                            try await log.models.milestones(of: .sample, at: position, asOf: day)
                        } else { try await log.models.milestones(of: .sample, at: position) }
                    let told = Dictionary(
                        uniqueKeysWithValues: stories.map { ($0.key, Set($0.points.map(\.claim))) })
                    #expect(told == history.milestones(count, by: day), "\(asked)")
                }

                let between = try await log.models.changes(
                    of: .sample, at: position, afterDay: days[0], throughDay: days[1])
                #expect(
                    Self.changes(between)
                        == history.changes(
                            from: history.told(count, by: days[0]),
                            to: history.told(count, by: days[1])), "\(asked)")
                let start = Int.random(in: 0...count, using: &random)
                let recorded = try await log.models.changes(
                    of: .sample, after: Int64(start), through: position)
                #expect(
                    Self.changes(recorded)
                        == history.changes(from: history.told(start), to: history.told(count)),
                    "\(asked) after \(start)")
            }
        }
    }
}
