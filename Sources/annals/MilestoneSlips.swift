import Filings
import Rendering

/// By how much each re-plan of a milestone moved against the plan before it.
///
/// Both dates are uncertain, so a slip is a range: from the new first day against the old last one,
/// to the new last day against the old first one. An end that is not known counts as the other end.
struct MilestoneSlips {
    /// In days, by the re-plan's position; negative is earlier.
    private(set) var byPosition: [Int64: ClosedRange<Int>] = [:]

    init(_ items: [CompanyHistory.Item]) {
        var plans: [String: [CompanyHistory.Item]] = [:]
        for item in items {
            guard let milestone = item.line.record["milestone"],
                let key = milestone["key"]?.stringValue,
                let phase = milestone["phase"]?.stringValue,
                ["planned", "required", "re-planned"].contains(phase)
            else { continue }
            plans[key, default: []].append(item)
        }
        for list in plans.values { add(list.sorted { Self.order($0) < Self.order($1) }) }
    }

    private mutating func add(_ plans: [CompanyHistory.Item]) {
        for (before, plan) in zip(plans, plans.dropFirst()) {
            guard plan.line.record["milestone"]?["phase"]?.stringValue == "re-planned",
                let position = plan.line.record["position"]?.integerValue,
                (before.date.earliest, before.date.latest)
                    != (plan.date.earliest, plan.date.latest),
                let slip = Self.slip(from: before.date, to: plan.date)
            else { continue }
            byPosition[position] = slip
        }
    }

    static func slip(from old: UncertainDate, to new: UncertainDate) -> ClosedRange<Int>? {
        guard let oldFirst = (old.earliest.day ?? old.latest.day)?.daysSinceEpoch,
            let oldLast = (old.latest.day ?? old.earliest.day)?.daysSinceEpoch,
            let newFirst = (new.earliest.day ?? new.latest.day)?.daysSinceEpoch,
            let newLast = (new.latest.day ?? new.earliest.day)?.daysSinceEpoch
        else { return nil }
        return (newFirst - oldLast)...(newLast - oldFirst)
    }

    private static func order(_ item: CompanyHistory.Item) -> (Int, Int64) {
        let day = item.line.publicBy ?? item.line.publicFrom
        return (day?.daysSinceEpoch ?? .max, item.line.record["position"]?.integerValue ?? 0)
    }
}
