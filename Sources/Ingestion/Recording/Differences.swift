import CanonicalJSON
import Filings

extension IngestReport.Difference {
    /// The members on which two events disagree, in the order of their names.
    static func between(
        _ recorded: FilingEvent, _ found: FilingEvent
    ) -> [IngestReport.Difference] {
        if recorded == found { return [] }
        let (recorded, found) = (recorded.comparable, found.comparable)
        let names = Set(recorded.members.map(\.name)).union(found.members.map(\.name))
        return names.sorted().compactMap { name in
            guard recorded[name] != found[name] else { return nil }
            return IngestReport.Difference(
                member: name, recorded: recorded[name]?.canonicalText,
                found: found[name]?.canonicalText)
        }
    }
}
