import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering

/// A company's milestones: first plan, newest plan, slip, term, what was reached.
public struct MilestonesQuestion: Question {
    public var company: String

    public init(of company: String) { self.company = company }

    private static let slipMembers = ["smallest", "largest", "claim", "against"]

    public static let fields: [Field] = [
        "milestone", "state", .date("baseline"), .date("plan"),
        Field("slip", .text, members: slipMembers), .date("term"),
        Field("pastTerm", .text, members: slipMembers), .date("actual"),
        Field("actualsDiffer", detail: true), Field("names", .list, detail: true),
        Field("points", .list, detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store),
            reading: ReadModels.Table.ofCompanies + [.milestones])
        let company = try await ledger.company(company, at: limits)
        let milestones = try await Self.milestones(of: company.stream, ledger, limits)
        return Answer(
            milestones,
            remarks: milestones.records.isEmpty ? ["no milestone of \(company.name) is known"] : [])
    }

    public static func milestones(
        of company: StreamName, _ ledger: Ledger, _ limits: QuestionLimits
    ) async throws -> RecordSet {
        let stories =
            if let day = limits.asOf {
                try await ledger.models.milestones(of: company, at: limits.position, asOf: day)
            } else { try await ledger.models.milestones(of: company, at: limits.position) }
        return RecordSet(
            fields: fields, records: stories.map { record(of: $0) }, basis: limits.basis)
    }

    static func record(of story: MilestoneStory) -> Record {
        var record: Record = [
            "milestone": .string(story.key), "state": .string(story.state.rawValue),
            "actualsDiffer": .bool(story.actualsDiffer),
        ]
        record["baseline"] = story.baseline?.date?.json
        record["plan"] = story.plan?.date?.json
        record["term"] = story.term?.date?.json
        record["actual"] = story.actuals.first?.date?.json
        if let moved = story.points.last(where: { story.slip(of: $0) != nil }) {
            record["slip"] = json(story.slip(of: moved), of: moved)
        }
        if let last = story.actuals.first ?? story.plan {
            record["pastTerm"] = json(story.slipAgainstTerm(of: last), of: last)
        }
        var names: [String] = []
        for name in story.points.compactMap(\.name) where !names.contains(name) {
            names.append(name)
        }
        record["names"] = .array(names.map { .string($0) })
        record["points"] = .array(story.points.map { .object(json($0, in: story)) })
        return record
    }

    private static func json(_ point: MilestonePoint, in story: MilestoneStory) -> JSONObject {
        var json = point.json
        if json["name"] == nil { json["name"] = json["title"] }
        json["slip"] = self.json(story.slip(of: point), of: point)
        json["slipAgainstBaseline"] = self.json(story.slipAgainstBaseline(of: point), of: point)
        json["pastTerm"] = self.json(story.slipAgainstTerm(of: point), of: point)
        return json
    }

    /// The title is what a table shows.
    private static func json(
        _ slip: MilestoneStory.Slip?, of point: MilestonePoint
    ) -> JSONValue? {
        guard let slip else { return nil }
        return [
            "against": .string(slip.against), "claim": .string(point.claim),
            "largest": .integer(Int64(slip.days.upperBound)),
            "smallest": .integer(Int64(slip.days.lowerBound)),
            "title": .string(SlipText.text(slip.days)),
        ]
    }
}
