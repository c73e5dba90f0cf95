import CanonicalJSON
import Filings

extension CompanyNamed {
    func record(in recorded: RecordedEvent, date: UncertainDate?) -> JSONObject {
        var record = recorded.envelope
        record["kind"] = "name"
        record["state"] = "ended"
        record["title"] = .string("No longer named \(name)")
        record["date"] = date?.json
        record["source"] = ["url": .string(recorded.source), "tier": "P"]
        return record
    }
}
