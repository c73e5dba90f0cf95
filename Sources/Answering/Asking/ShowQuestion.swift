import CanonicalJSON
import EventStorage
import Filings
import Projections
import Rendering
import Sealing

/// One event, claim or filing whole: wording, source, versions, proof.
public struct ShowQuestion: Question {
    /// A position (`12`, `#12`), a claim's id, a filing's number at its register, or a source key.
    public var id: String

    public init(_ id: String) { self.id = id }

    public func answer(at texts: LimitTexts, in ledger: Ledger) async throws -> Answer {
        let limits = try await texts.limits(in: ledger.store)
        var records = try await records(in: ledger, at: limits)
        guard !records.isEmpty else {
            let limit = limits.asOf.map { " that was public by \($0.text)" } ?? ""
            throw Failure(
                "Nothing is recorded as \(id)\(limit). Try: annals find \(id)", .usage,
                .missing)
        }
        try await addProof(to: &records, in: ledger, at: limits)
        return Answer(
            RecordSet(fields: Self.fields(of: records), records: records, basis: limits.basis))
    }

    private func records(in ledger: Ledger, at limits: QuestionLimits) async throws -> [Record] {
        if Ledger.position(in: id) == nil {
            let claims = try await ledger.claims(id, at: limits)
            if !claims.isEmpty { return claims.map { Record(whole: $0) } }
        }
        return try await ledger.events(meaning: id, at: limits)
            .filter { $0.position <= limits.position && limits.shows($0) }
            .map { Record(whole: $0) }
    }

    /// Says of each record with a position whether a checkpoint covers it.
    ///
    /// Not under limits: an answer that repeats cannot tell what was signed since.
    private func addProof(
        to records: inout [Record], in ledger: Ledger, at limits: QuestionLimits
    ) async throws {
        guard !limits.isPinned, limits.asOf == nil else { return }
        guard let newest = try await LogCheckpoints(ledger.store).newest() else { return }
        for index in records.indices {
            guard let position = records[index]["position"]?.integerValue else { continue }
            let size = newest.checkpoint.size
            records[index]["proof"] = .string(
                position <= size ? "signed: annals prove \(position)" : "not signed yet")
        }
    }

    /// The fields that occur, in the order in which they are met.
    public static func fields(of records: [Record]) -> [Field] {
        var fields: [Field] = []
        for entry in records.flatMap(\.entries)
        where !fields.contains(where: { $0.name == entry.name }) {
            let members = entry.value.objectValue?.members.map(\.name) ?? []
            fields.append(Field(entry.name, .text, members: members))
        }
        return fields
    }
}

extension Record {
    /// The same with the members of objects as fields of their own: `date.earliest`.
    public var flattened: Record {
        var record = Record()
        for entry in entries { record.add(entry.value, as: entry.name) }
        return record
    }

    private mutating func add(_ value: JSONValue, as name: String) {
        switch value {
        case .object(let object):
            for member in object { add(member.value, as: "\(name).\(member.name)") }
        case .array(let values) where values.allSatisfy({ $0.stringValue != nil }):
            self[name] = .string(values.compactMap(\.stringValue).joined(separator: "; "))
        case .array(let values) where values.allSatisfy({ $0["title"]?.stringValue != nil }):
            for (index, value) in values.enumerated() {
                self["\(name)[\(index)]"] = value["title"]
            }
        default:
            self[name] = value
        }
    }

    /// Everything that an event says, in an order to read it in.
    init(whole event: RecordedEvent) {
        let data = event.event.data
        self = Record(event)
        self["data"] = nil
        self["source"] = nil
        self["title"] = .string(data["title"]?.stringValue ?? event.event.title)
        self["stream"] = .string(event.stream.text)
        for member in data where member.name != "title" && member.name != "company" {
            self[member.name] = member.value
        }
        if data["source"] == nil { self["source"] = .string(event.source) }
        if case .filingListed(let filing) = event.event {
            let meanings = zip(filing.items, filing.itemMeanings).map { code, item in
                JSONValue.string(item.map { "\(code) \($0.meaning)" } ?? code)
            }
            if !meanings.isEmpty { self["itemMeanings"] = .array(meanings) }
            self["acceptedAt"] = event.publishedAt.map { .string($0.text) }
        }
    }
}
