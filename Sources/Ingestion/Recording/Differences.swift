import CanonicalJSON
import Filings

extension IngestReport.Difference {
    /// The members on which two events disagree, in the order of their names.
    static func between(
        _ recorded: FilingEvent, _ found: FilingEvent
    ) -> [IngestReport.Difference] {
        if recorded == found { return [] }
        let (recorded, found) = (recorded.comparable, found.comparable)
        return recorded.namesDiffering(from: found).map { name in
            IngestReport.Difference(
                member: name, recorded: recorded[name]?.canonicalText,
                found: found[name]?.canonicalText)
        }
    }
}
