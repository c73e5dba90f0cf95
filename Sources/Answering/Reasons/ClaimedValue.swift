import CanonicalJSON
import Digests
import EventStorage
import Filings
import Rendering

/// One value that a claim gives something, with the version that last changed it.
struct ClaimedValue {
    /// What it is a value of: `plant-shanghai/capacity`.
    let path: String
    /// The claim's member: `quantities`.
    let field: String
    let value: JSONValue
    /// The version that last changed the member.
    let version: ClaimHistory.Version
    let earlier: [JSONValue]

    var event: RecordedEvent { version.event }

    /// The members that say something of the thing itself.
    private static let members = [
        "date", "amount", "otherAmounts", "quantities", "relation", "place", "parties", "state",
    ]

    /// The values of a claim. The state is one where the claim says nothing else.
    static func values(of history: ClaimHistory) -> [ClaimedValue] {
        let data = history.claim.data
        let path = path(of: history.claim)
        let found = members.filter { data[$0] != nil }
        let said = found.count > 1 ? found.filter { $0 != "state" } : found
        return said.compactMap { field in
            let last = history.versions.last { $0.number == 1 || $0.revision?.was[field] != nil }
            guard let value = data[field], let last else { return nil }
            let earlier = history.versions.filter { $0.number < last.number }
                .compactMap { $0.claim.data[field] }
            return ClaimedValue(
                path: path, field: field, value: value, version: last, earlier: earlier)
        }
    }

    private static func path(of claim: Claim) -> String {
        claim.about ?? claim.subjects.first ?? "\(claim.kind.text)/\(claim.id)"
    }

    /// Whether the path has all words of a text, in their order.
    func isMeant(by text: String) -> Bool {
        var rest = Self.words(path + "/" + field)[...]
        for word in Self.words(text) {
            guard let place = rest.firstIndex(of: word) else { return false }
            rest = rest[(place + 1)...]
        }
        return true
    }

    private static func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && !$0.isNumber }.map { String($0) }
    }

    func record(entrySHA256: String?, ascii: Bool) -> Record {
        let source = version.claim.source
        var record: Record = [
            "path": .string(path), "field": .string(field),
            "value": .string(ValueText.short(value, ascii: ascii)),
            "position": .integer(event.position), "recordedBy": .string(event.recordedBy),
            "recordedAt": .string(event.recordedAt.text),
            "source": .string(source.title ?? source.name), "claim": .string(version.claim.id),
            "title": .string(version.claim.title),
        ]
        record["tier"] = source.tier.map { .string($0.rawValue) }
        record["quote"] = source.quote.map { .string($0) }
        record["url"] = source.url.map { .string($0) }
        record["sourceSHA256"] = source.sha256.map { .string($0) }
        record["entrySHA256"] = entrySHA256.map { .string($0) }
        record["reason"] = version.revision.map { .string($0.reason) }
        if !earlier.isEmpty {
            record["earlier"] = .array(
                earlier.map { .object(["name": .string(ValueText.short($0, ascii: ascii))]) })
        }
        return record
    }
}

extension EventStore {
    /// The SHA-256 of an entry's bytes, in hexadecimal; `nil` beyond the head.
    func entrySHA256(at position: Int64) async throws(EventStoreError) -> String? {
        try await entryBytes(after: position - 1, most: 1).first.map { SHA256.text(of: $0) }
    }
}
