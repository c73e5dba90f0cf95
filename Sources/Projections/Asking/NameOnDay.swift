import CanonicalJSON
import Filings

/// The name that a company had on a day, as far as sources tell.
public struct NameOnDay: Equatable, Sendable {
    public let name: CompanyNamed
    /// Where we learned it.
    public let position: Int64
    /// A source says so of that very day: the day lies in the name's span, or is the one on which
    /// it was observed. Else it is the nearest that is known.
    public let isStated: Bool
}

extension NameOnDay {
    /// - Returns: `nil` when nothing tells: before the first name, or between two spans.
    ///
    /// A span that holds the day decides, the one that began last where they overlap; its last day
    /// belongs to it. Then the last name observed by then, unless it is known to have ended since;
    /// then the first one observed later, unless a former name ends between; then a current name
    /// without any day. Aliases are never the name. A span that ends before it begins holds no day.
    init?(on day: CivilDay, among names: [(name: CompanyNamed, position: Int64)]) {
        let names = names.filter { $0.name.kind != .alias }
        let spans = names.filter { $0.name.hasSpan && $0.name.spanHolds(day) }
        if let found = spans.max(by: { Self.began($0) < Self.began($1) }) {
            self.init(name: found.name, position: found.position, isStated: true)
            return
        }
        let current = names.filter { $0.name.kind == .current && !$0.name.hasSpan }
        let earlier = current.filter { $0.name.observedOn.map { $0 <= day } ?? false }
        if let found = earlier.max(by: { Self.observed($0) < Self.observed($1) }),
            let observedOn = found.name.observedOn
        {
            let hasEnded = names.contains { other in
                other.name.name == found.name.name
                    && (other.name.to.map { observedOn <= $0 && $0 < day } ?? false)
            }
            if !hasEnded {
                self.init(
                    name: found.name, position: found.position, isStated: observedOn == day)
                return
            }
        }
        let later = current.filter { $0.name.observedOn.map { $0 > day } ?? false }
        let next =
            later.min { Self.observed($0) < Self.observed($1) }
            ?? current.last { $0.name.observedOn == nil }
        let isCutOff = names.contains { other in
            guard let to = other.name.to, !other.name.isReversed else { return false }
            return to > day && (next?.name.observedOn.map { to <= $0 } ?? true)
        }
        guard let next, !isCutOff else { return nil }
        self.init(name: next.name, position: next.position, isStated: false)
    }

    private static func began(_ known: (name: CompanyNamed, position: Int64)) -> (Int, Int64) {
        (known.name.from?.daysSinceEpoch ?? .min, known.position)
    }

    private static func observed(_ known: (name: CompanyNamed, position: Int64)) -> (Int, Int64) {
        (known.name.observedOn?.daysSinceEpoch ?? .min, known.position)
    }
}

extension CompanyNamed {
    fileprivate var hasSpan: Bool { from != nil || to != nil }

    fileprivate var isReversed: Bool {
        from.flatMap { from in to.map { $0 < from } } ?? false
    }

    fileprivate func spanHolds(_ day: CivilDay) -> Bool {
        (from.map { $0 <= day } ?? true) && (to.map { day <= $0 } ?? true)
    }
}

extension ReadModels.Company {
    /// The name that the company had on a day.
    ///
    /// - Returns: `nil` when nothing tells, see ``NameOnDay``.
    public func name(on day: CivilDay) -> NameOnDay? {
        let known = names.compactMap { entry -> (name: CompanyNamed, position: Int64)? in
            guard let name = try? CompanyNamed(data: entry) else { return nil }
            return (name, entry["position"]?.integerValue ?? 0)
        }
        return NameOnDay(on: day, among: known)
    }
}
