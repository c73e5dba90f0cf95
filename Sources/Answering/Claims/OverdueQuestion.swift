import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering

/// Milestones past a day that was set for them, and what is known of them.
public struct OverdueQuestion: Question {
    /// `nil` for all companies.
    public var company: String?

    public init(of company: String? = nil) { self.company = company }

    private static let fields: [Field] = [
        Field("company", detail: true), "milestone", Field("state", detail: true),
        Field("days", .number), Field("title", .text),
        Field("passed", .list, detail: true), .date("plan", detail: true),
        Field("lookedOn", detail: true),
        Field("lookedAt", .list, detail: true),
    ]

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await ledger.limitsOfModels(
            try await texts.limits(in: ledger.store),
            reading: ReadModels.Table.ofCompanies + [.milestones])
        let day = try limits.asOf ?? texts.present().day
        var streams: [StreamName] = []
        if let company {
            streams = [try await ledger.company(company, at: limits).stream]
        } else {
            streams = try await ledger.models.companiesWithOpenMilestones(at: limits.position)
        }
        let overdue = try await Self.overdue(of: streams, on: day, at: limits, in: ledger)
        let isEmpty = overdue.records.isEmpty
        return Answer(
            overdue,
            remarks: isEmpty
                ? ["nothing is past a day that was set for it, as known on \(day.text)"] : [],
            hasFindings: !isEmpty)
    }

    public static func overdue(
        of streams: [StreamName], on day: CivilDay, at limits: QuestionLimits, in ledger: Ledger
    ) async throws -> RecordSet {
        var records: [Record] = []
        for stream in streams {
            records += try await overdue(in: stream, on: day, at: limits, from: ledger.models)
        }
        var basis = limits.basis
        basis["day"] = .string(day.text)
        return RecordSet(fields: fields, records: records, basis: basis)
    }

    private static func overdue(
        in stream: StreamName, on day: CivilDay, at limits: QuestionLimits, from models: ReadModels
    ) async throws -> [Record] {
        let stories =
            if let asOf = limits.asOf {
                try await models.milestones(
                    of: stream, at: limits.position, asOf: asOf, certainly: true)
            } else {
                try await models.milestones(of: stream, at: limits.position)
            }
        let overdue = stories.compactMap { story in
            MilestoneOverdue(story, on: day).map { (story, $0) }
        }
        if overdue.isEmpty { return [] }
        let read = try await models.coverage(of: stream, at: limits.position).filter { unit in
            unit.state == .complete && unit.lookedAt.day <= day
        }
        return overdue.map { story, overdue in
            let searches = Looked(overdue.looked, read)
            var record: Record = [
                "company": .string(stream.companyKey),
                "milestone": .string(overdue.key), "state": .string(story.state.rawValue),
                "days": .integer(Int64(overdue.days)),
                "title": .string(OverdueText.text(overdue, looked: searches.summary)),
                "passed": .array(overdue.passed.map { .object($0.json) }),
            ]
            record["plan"] = story.plan?.date?.json
            record["lookedOn"] = searches.summary.map { .string($0.on.text) }
            record["lookedAt"] = .array(searches.sources.map { ["name": .string($0)] })
            return record
        }
    }
}

/// When and where a report was last looked for: by who recorded that nothing was found, and by the
/// runs that read the company's registers.
private struct Looked {
    private var on: CivilDay?
    private(set) var sources: [String] = []

    init(_ search: ClaimSearch?, _ read: [ReadModels.UnitCoverage]) {
        on = search?.on
        sources = search?.sources ?? []
        for unit in read {
            on = max(on ?? unit.lookedAt.day, unit.lookedAt.day)
            if !sources.contains(unit.source) { sources.append(unit.source) }
        }
    }

    var summary: (on: CivilDay, sources: Int)? { on.map { ($0, sources.count) } }
}

extension MilestoneOverdue.Passed {
    fileprivate var json: JSONObject {
        [
            "claim": .string(claim), "days": .integer(Int64(days)), "last": .string(last.text),
            "mark": .string(mark.rawValue), "name": .string("\(mark.rawValue) \(last.text)"),
            "position": .integer(position),
        ]
    }
}
