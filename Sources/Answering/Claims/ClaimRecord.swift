import CanonicalJSON
import Filings
import Rendering

extension Record {
    /// A claim as it is in force, or as it was when it was retracted, with all its versions.
    public init(whole history: ClaimHistory) {
        let event = history.event
        self = [
            "position": .integer(event.position), "recordedAt": .string(event.recordedAt.text),
            "recordedBy": .string(event.recordedBy), "id": .string(event.id),
            "stream": .string(event.stream.text), "version": .integer(event.version),
            "type": .string(event.event.type), "title": .string(history.claim.title),
            "inForce": .bool(history.isInForce),
        ]
        self["publishedAt"] = history.versions[0].event.publishedAt.map { .string($0.text) }
        for member in history.claim.data where member.name != "title" && member.name != "company" {
            self[member.name] = member.value
        }
        self["versions"] = .array(history.versions.map { .object($0.json) })
    }
}

extension ClaimHistory.Version {
    /// What made the version; `title` says it in one line.
    var json: JSONObject {
        let kind = revision?.kind.rawValue ?? "asserted"
        var json: JSONObject = [
            "number": .integer(number), "kind": .string(kind),
            "position": .integer(event.position), "recordedAt": .string(event.recordedAt.text),
            "recordedBy": .string(event.recordedBy),
        ]
        var title = "\(number) \(kind) #\(event.position) by \(event.recordedBy)"
        if let revision {
            json["reason"] = .string(revision.reason)
            json["publishedOn"] = revision.publishedOn.map { .string($0.text) }
            let changes = revision.changes
            json["changes"] = changes.isEmpty ? nil : .array(changes.map { .object($0.json) })
            title += ": \(revision.reason)"
            if !changes.isEmpty {
                title += " (\(changes.map(\.field).joined(separator: ", ")))"
            }
        }
        json["title"] = .string(title)
        return json
    }
}
