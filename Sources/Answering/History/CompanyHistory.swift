import CanonicalJSON
import Filings
import Projections
import Rendering

/// A company's history under the limits of a question: which lines count, and how sure that is.
public struct CompanyHistory {
    /// A line, its date, and whether it only may belong to the answer.
    public struct Item {
        public let line: ReadModels.Line
        let date: UncertainDate
        let isOnlyPossible: Bool
    }

    public private(set) var lines: [Item]
    /// How many lines were not shown since nobody knows when they became public.
    private let withoutPublication: Int
    /// How many lines were not shown since they have no date to lie between two days.
    private let withoutDate: Int

    /// - Parameter published: The history as it was public on the day asked for, if one was.
    public init(_ published: ReadModels.PublishedLines, window: DayWindow, certain: Bool) {
        var undated = 0
        lines = published.lines.compactMap { line in
            if !window.isUnlimited, line.record["date"] == nil, !line.isBrief {
                undated += 1
                return nil
            }
            let date = Self.date(of: line)
            let (possibly, certainly) = window.holds(date)
            guard possibly else { return nil }
            let isOnlyPossible = line.isOnlyPossible || !certainly
            if certain, isOnlyPossible { return nil }
            return Item(line: line, date: date, isOnlyPossible: isOnlyPossible)
        }
        withoutPublication = published.withoutPublication
        withoutDate = undated
    }

    public func keeping(kinds: [String]) -> CompanyHistory {
        if kinds.isEmpty { return self }
        var history = self
        history.lines.removeAll { item in
            !kinds.contains(item.line.record["kind"]?.stringValue ?? "")
        }
        return history
    }

    private static func date(of line: ReadModels.Line) -> UncertainDate {
        if line.isBrief, let day = line.anchor { return UncertainDate(day: day) }
        guard let json = line.record["date"] else { return .undated }
        return (try? UncertainDate(json: json)) ?? .undated
    }

    // MARK: As records

    public static let fields: [Field] = [
        .date("date"), "state", "kind", Field("title", .text), .amount("amount"),
        Field("parties", .list, detail: true), "match",
        Field(
            "source", .text, members: ["title", "publisher", "url", "tier", "quote", "sha256"],
            detail: true),
        Field("position", .number), Field("version", .number, detail: true),
        Field("type", detail: true), Field("id", detail: true),
        Field("revision", .text, members: ["kind", "number", "reason"], detail: true),
        Field("publishedAt", detail: true), Field("publishedOn", detail: true),
        Field("recordedAt", detail: true), Field("recordedBy", detail: true),
    ]

    public func records(basis: JSONObject) -> RecordSet {
        RecordSet(
            fields: Self.fields,
            records: lines.map { item in
                var record = Record(item.line.record)
                record["match"] = item.isOnlyPossible ? "possible" : "certain"
                return record
            }, basis: basis)
    }

    // MARK: As a drawing

    public var notes: [String] {
        var notes: [String] = []
        if withoutPublication > 0 {
            notes.append(
                Self.leftOut(withoutPublication) + ": nobody knows when it became public")
        }
        if withoutDate > 0 { notes.append(Self.leftOut(withoutDate) + ": without a date") }
        return notes
    }

    private static func leftOut(_ count: Int) -> String {
        "left out \(count) \(count == 1 ? "line" : "lines")"
    }

    public var entries: [TimelineEntry] {
        let slips = slips
        return lines.map { item in
            var entry = TimelineEntry(item)
            entry.slipDays = slips[entry.position]
            return entry
        }
    }

    /// By how many days re-plans moved, by their position, among the lines that are shown.
    private var slips: [Int64: ClosedRange<Int>] {
        var points: [String: [MilestonePoint]] = [:]
        for item in lines {
            guard let milestone = item.line.record["milestone"],
                let key = milestone["key"]?.stringValue,
                let phase = milestone["phase"]?.stringValue.flatMap(MilestonePhase.init(rawValue:))
            else { continue }
            points[key, default: []].append(
                MilestonePoint(
                    claim: item.line.record["claim"]?.stringValue ?? "",
                    position: item.line.position, phase: phase, date: item.date,
                    publicFrom: item.line.publicFrom, publicBy: item.line.publicBy))
        }
        var slips: [Int64: ClosedRange<Int>] = [:]
        for (key, points) in points {
            let story = MilestoneStory(key, points)
            for point in story.points { slips[point.position] = story.slip(of: point)?.days }
        }
        return slips
    }
}

extension Ledger {
    /// A company's history under the limits of a question; see ``ReadModels``.
    public func lines(
        of company: StreamName, at limits: QuestionLimits, certainly: Bool = false,
        brief: Bool = false
    ) async throws -> ReadModels.PublishedLines {
        guard let day = limits.asOf else {
            return ReadModels.PublishedLines(
                all: try await models.timeline(of: company, at: limits.position, brief: brief))
        }
        return try await models.timeline(
            of: company, at: limits.position, asOf: day, certainly: certainly, brief: brief)
    }
}

extension TimelineEntry {
    init(_ item: CompanyHistory.Item) {
        let record = item.line.record
        let kind = record["kind"]?.stringValue ?? ""
        self.init(
            position: record["position"]?.integerValue ?? 0,
            title: record["title"]?.stringValue ?? "",
            state: record["state"]?.stringValue ?? "", kind: kind,
            phase: Self.phase(of: record), date: item.date,
            publishedOn: Self.publication(of: item.line),
            amount: Self.amount(in: record),
            tier: record["source"]?["tier"]?.stringValue.flatMap { Tier(rawValue: $0) },
            milestone: record["milestone"]?["key"]?.stringValue, possible: item.isOnlyPossible)
    }

    private static func phase(of record: JSONObject) -> Phase {
        switch record["milestone"]?["phase"]?.stringValue {
        case "planned": return .planned
        case "required": return .required
        case "re-planned": return .replanned
        case "reached": return .reached
        default: break
        }
        switch record["state"]?.stringValue {
        case "planned": return .planned
        case "required": return .required
        case "re-planned": return .replanned
        case "derived": return .derived
        default: return .actual
        }
    }

    private static func publication(of line: ReadModels.Line) -> Publication? {
        guard let by = line.publicBy else { return nil }
        return line.publicFrom == by ? .on(by) : .by(by)
    }

    private static func amount(in record: JSONObject) -> String? {
        guard let json = record["amount"]?.objectValue else { return nil }
        return AmountText.short(json)
    }
}
