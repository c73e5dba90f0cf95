import CanonicalJSON
import Filings

extension Claim {
    /// The claim as `timeline` and `show` print it; by a later version with what made it one.
    func record(in recorded: RecordedEvent) -> JSONObject {
        var record = recorded.envelope
        for member in data { record[member.name] = member.value }
        record["publishedOn"] = publishedOn.flatMap { date in
            date.earliest == date.latest ? date.earliest.json : date.edtf.map { .string($0) }
        }
        record["publicBy"] = publicBy.map { .string($0.text) }
        if case .claimRevised(let revision) = recorded.event {
            record["revision"] = [
                "kind": .string(revision.kind.rawValue), "number": .integer(revision.number),
                "reason": .string(revision.reason),
            ]
        }
        return record
    }
}
