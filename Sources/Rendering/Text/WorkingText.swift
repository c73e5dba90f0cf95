import Filings

/// How a component of a date is known, in words.
public enum WorkingText {
    /// `2024, inferred by nearest-past-month@1 from S1.published>=2024-06-12 via F21; assumes that
    /// news names the latest June; corroborated by S3 "this month" (2024-06-29)`.
    ///
    /// - Parameters:
    ///   - name: `year`, `month` or `day`.
    ///   - publication: When the source was published: the ends of a year that is not known.
    public static func text(
        _ component: UncertainDate.Component, name: String, publication: Publication?
    ) -> String {
        var clauses = [value(of: component, name: name, publication: publication)]
        if component.status != .stated, component.status != .unknown || component.rule != nil {
            clauses[0] +=
                ", " + (component.status == .unknown ? "looked for" : component.status.rawValue)
            if let rule = component.rule { clauses[0] += " by \(rule)" }
            if !component.inputs.isEmpty {
                clauses[0] += " from " + component.inputs.joined(separator: " and ")
            }
        } else if component.status == .stated {
            clauses[0] += ", stated"
        }
        if let assumption = component.assumption { clauses.append("assumes that " + assumption) }
        for other in component.corroboratedBy {
            let quote = other.quote.map { " \"\($0)\"" } ?? ""
            let published = other.published.map { " (\($0))" } ?? ""
            clauses.append("corroborated by \(other.source)\(quote)\(published)")
        }
        return clauses.joined(separator: "; ")
    }

    private static func value(
        of component: UncertainDate.Component, name: String, publication: Publication?
    ) -> String {
        guard let value = component.value else {
            if component.candidates.count > 1 {
                return "one of " + spans(component.candidates)
            }
            guard name == "year", component.status == .unknown, let publication else {
                return "unknown"
            }
            let ends = [
                publication.earliest.day.map { ">= \($0.year)" },
                publication.latest.day.map { "<= \($0.year)" },
            ].compactMap(\.self)
            return (["unknown"] + ends).joined(separator: ", ")
        }
        let others = component.candidates.filter { $0 != value }
        if others.isEmpty || !component.corroboratedBy.isEmpty { return String(value) }
        return "\(value) preferred, \(spans(others)) possible"
    }

    /// `2025-2026`, `5, 7-8`.
    static func spans(_ numbers: [Int]) -> String {
        var spans: [ClosedRange<Int>] = []
        for number in numbers.sorted() {
            if let last = spans.last, last.upperBound + 1 == number {
                spans[spans.count - 1] = last.lowerBound...number
            } else {
                spans.append(number...number)
            }
        }
        return spans.map { span in
            span.count == 1 ? "\(span.lowerBound)" : "\(span.lowerBound)-\(span.upperBound)"
        }.joined(separator: ", ")
    }
}
