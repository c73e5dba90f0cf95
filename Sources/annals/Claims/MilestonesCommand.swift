import ArgumentParser
import CanonicalJSON
import Filings
import Projections
import Rendering

struct MilestonesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "milestones",
        abstract: "A company's milestones: first plan, newest plan, slip, term, what was reached.",
        discussion: """
            A slip is a range of days, for both dates are uncertain. It is that of the last plan \
            that moved, against the plan or the term before it; pastTerm is what was reached, else \
            the newest plan, against the term that ends first.
            """)

    @Argument(
        help: "The company: key, ticker, CIK, LEI, register number or any name.",
        completion: .companies)
    var company: String

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    private static let slipMembers = ["smallest", "largest", "claim", "against"]

    static let fields: [Field] = [
        "milestone", "state", .date("baseline"), .date("plan"),
        Field("slip", .text, members: slipMembers), .date("term"),
        Field("pastTerm", .text, members: slipMembers), .date("actual"),
        Field("actualsDiffer", detail: true), Field("names", .list, detail: true),
        Field("points", .list, detail: true),
    ]

    func run() async throws {
        try await database.withLog { ledger in
            let limits = try await ledger.limitsOfModels(
                try await question.limits(in: ledger.store),
                reading: ReadModels.Table.ofCompanies + [.milestones])
            let company = try await ledger.company(company, at: limits)
            let milestones = try await Self.milestones(of: company.stream, ledger, limits)
            try output.show(milestones)
            StandardOutput.flush()
            if milestones.records.isEmpty {
                StandardError.print("annals: no milestone of \(company.name) is known")
            }
        }
    }

    static func milestones(
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
