import CanonicalJSON
import EventStorage
import Filings

extension FilingListed {
    /// The filing as `filings` and `show` print it, with what later events of it need to change it:
    /// see ``JSONObject/follow(_:)``.
    ///
    /// Members in canonical order, so that none is inserted between others: a quarter has 320,000.
    func record(in recorded: RecordedEvent) -> JSONObject {
        let published = recorded.publishedAt.map { JSONValue.string($0.text) }
        let day = JSONValue.string(filedOn.text)
        var record = JSONObject()
        record.reserveCapacity(30)
        if register == "edgar" || acceptedText != nil { record["acceptedAt"] = published }
        record["acceptedClock"] = acceptedClock.map { .string($0.rawValue) }
        record["accession"] = .string(accession)
        record["category"] = category.map { .string($0) }
        record["company"] = .string(recorded.stream.companyKey)
        record["date"] = UncertainDate(day: filedOn).json
        record["fileNumber"] = fileNumber.map { .string($0) }
        record["filedOn"] = day
        record["form"] = .string(form)
        record["id"] = .string(recorded.id)
        record["items"] = .array(items.map { .string($0) })
        record["kind"] = "filing"
        record["listed"] = true
        record["periodOfReport"] = periodOfReport.map { .string($0.text) }
        record["position"] = .integer(recorded.position)
        record["primaryDocDescription"] = primaryDocDescription.map { .string($0) }
        record["publishedAt"] = published
        record["publishedOn"] = releasedOn.map { .string($0.text) } ?? day
        record["recordedAt"] = .string(recorded.recordedAt.text)
        record["recordedBy"] = .string(recorded.recordedBy)
        record["register"] = .string(register)
        if !roles.isEmpty { record["roles"] = .array(roles.map { .string($0) }) }
        record["source"] = .object(RegisterCitation.source(of: register, url: recorded.source))
        record["state"] = .string(ListingState.filed)
        record["title"] = .string(shownTitle)
        if title != nil { record["titleBy"] = "register" }
        record["type"] = .string(Self.type)
        record["version"] = .integer(recorded.version)
        return record
    }

    /// The register's own title; else `8-K: results of operations; statements and exhibits`, else
    /// form and description.
    var shownTitle: String {
        if let title { return title }
        let meanings = itemMeanings.compactMap { $0?.meaning }
        if !meanings.isEmpty { return form + ": " + meanings.joined(separator: "; ") }
        guard let description = primaryDocDescription, !description.contains(form) else {
            return form
        }
        return "\(form): \(description)"
    }
}

extension RecordedEvent {
    /// The fields that every record has.
    var envelope: JSONObject {
        var record: JSONObject = [
            "position": .integer(position), "version": .integer(version),
            "company": .string(stream.companyKey), "type": .string(event.type), "id": .string(id),
            "recordedAt": .string(recordedAt.text), "recordedBy": .string(recordedBy),
        ]
        record["publishedAt"] = publishedAt.map { .string($0.text) }
        return record
    }
}
