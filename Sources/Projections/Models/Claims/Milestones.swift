import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Each milestone of a company with its plans, terms and actuals; answers `milestones`.
///
/// A later version of a claim that speaks of another milestone takes it out of the one before.
struct Milestones: Projection {
    struct Row: ProjectedRow {
        var company: String
        var story: MilestoneStory

        static let columns = [
            (name: "company", type: "text NOT NULL COLLATE \"C\""),
            (name: "milestone", type: "text NOT NULL COLLATE \"C\""),
            (name: "state", type: "text NOT NULL COLLATE \"C\""),
            (name: "actuals_differ", type: "boolean NOT NULL"),
            (name: "points", type: "text NOT NULL"),
        ]
        static let indexes = ["(company)"]

        func write(to row: inout CopyWriter) {
            row.put(text: company)
            row.put(text: story.key)
            row.put(text: story.state.rawValue)
            row.put(flag: story.actualsDiffer)
            row.put(json: .array(story.points.map { .object($0.json) }))
        }

        init(company: String, story: MilestoneStory) {
            self.company = company
            self.story = story
        }

        init(_ columns: inout ColumnReader) throws(EventStoreError) {
            company = try columns.text()
            let key = try columns.text()
            _ = try columns.text()
            _ = try columns.flag()
            var points: [MilestonePoint] = []
            for point in try columns.json().arrayValue ?? [] {
                do throws(EventDataError) {
                    points.append(try MilestonePoint(json: point.objectValue ?? [:]))
                } catch {
                    throw .unreadable(position: nil, reason: "milestone \(key): \(error)")
                }
            }
            story = MilestoneStory(key, points)
        }
    }

    let name = "milestones"
    let version: Int64 = 3
    let types: Set<String>? = ClaimRevision.types.union([Claim.type])

    func keys(of recorded: RecordedEvent) -> [String] {
        let keys = recorded.claimChange?.names { [$0.milestone?.key].compactMap(\.self) } ?? []
        return keys.map { recorded.rowKey($0) }
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        guard let change = recorded.claimChange else { return }
        let milestone = String(key.dropFirst(recorded.stream.text.utf8.count + 1))
        var changed =
            row ?? Row(company: recorded.stream.text, story: MilestoneStory(milestone))
        changed.story.drop(claim: change.id)
        if let claim = change.after, claim.milestone?.key == milestone,
            let point = MilestonePoint(claim, position: recorded.position)
        {
            changed.story.take(point)
        }
        row = changed.story.points.isEmpty ? nil : changed
    }
}
