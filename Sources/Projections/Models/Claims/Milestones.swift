import CanonicalJSON
import EventStorage
import Filings
import Postgres

/// Each milestone of a company with its plans, terms and actuals; answers `milestones`.
///
/// A claim stays in the milestone that its event names: an event that moves it to another one has to
/// name both, as a correction does.
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
    let version: Int64 = 1
    let types: Set<String>? = [Claim.type]

    func keys(of recorded: RecordedEvent) -> [String] {
        guard case .claimAsserted(let claim) = recorded.event, let milestone = claim.milestone
        else { return [] }
        return [recorded.rowKey(milestone.key)]
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        guard case .claimAsserted(let claim) = recorded.event,
            let point = MilestonePoint(claim, position: recorded.position)
        else { return }
        let milestone = String(key.dropFirst(recorded.stream.text.utf8.count + 1))
        var changed =
            row ?? Row(company: recorded.stream.text, story: MilestoneStory(milestone))
        changed.story.take(point)
        row = changed
    }
}
