import CanonicalJSON
import Filings

extension Claim {
    /// The claim as `timeline` and `show` print it.
    func record(in recorded: RecordedEvent) -> JSONObject {
        var record = recorded.envelope
        for member in data { record[member.name] = member.value }
        record["publishedOn"] = publishedOn.flatMap { date in
            date.earliest == date.latest ? date.earliest.json : date.edtf.map { .string($0) }
        }
        record["publicBy"] = publicBy.map { .string($0.text) }
        return record
    }
}
