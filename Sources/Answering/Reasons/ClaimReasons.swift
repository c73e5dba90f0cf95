import CanonicalJSON
import Filings
import Rendering

/// How each value of a claim came to be, one record a value.
struct ClaimReasons {
    private let history: ClaimHistory
    private let book: ClaimBook
    private let ascii: Bool

    init(_ history: ClaimHistory, in book: ClaimBook, ascii: Bool) {
        self.history = history
        self.book = book
        self.ascii = ascii
    }

    /// What a reader asks for first.
    private static let order = [
        "title", "state", "date", "amount", "otherAmounts", "quantities", "milestone", "parties",
        "relation", "place", "about",
    ]

    /// Who the claim is of and what it is called says nothing about a value.
    private static let left: Set = ["claim", "company", "source"]

    var records: [Record] {
        let names = history.claim.data.members.map(\.name).filter { !Self.left.contains($0) }
        let first = Self.order.filter(names.contains)
        return (first + names.filter { !first.contains($0) }).flatMap(records(of:))
    }

    private func records(of name: String) -> [Record] {
        guard let value = history.claim.data[name] else { return [] }
        var record = base(of: name)
        record["field"] = .string(name)
        record["value"] = value
        record["title"] = .string(ValueText.short(value, ascii: ascii))
        guard name == "date", let working = DateWorking(of: history.claim, in: book) else {
            if let derivation = history.claim.derivedFrom {
                record["status"] = "derived"
                record["rule"] = .string(derivation.rule)
                record["inputs"] = .array(derivation.inputs.map { .string($0) })
            }
            return [record]
        }
        return [dated(record, working)] + components(of: working)
    }

    /// The event that last said it, and what was said before.
    private func base(of name: String) -> Record {
        let versions = history.versions
        let last = versions.last { version in
            version.number == 1 || version.revision?.was[name] != nil
        }
        guard let last else { return [:] }
        let source = last.claim.source
        var record: Record = [
            "status": "stated", "position": .integer(last.event.position),
            "recordedBy": .string(last.event.recordedBy),
            "recordedAt": .string(last.event.recordedAt.text), "source": .string(source.name),
            "claim": .string(last.claim.id),
        ]
        record["tier"] = source.tier.map { .string($0.rawValue) }
        record["quote"] = source.quote.map { .string($0) }
        record["reason"] = last.revision.map { .string($0.reason) }
        let earlier = versions.filter { $0.number < last.number }.compactMap { $0.claim.data[name] }
        if !earlier.isEmpty {
            record["earlier"] = .array(
                earlier.map { .object(["name": .string(ValueText.short($0, ascii: ascii))]) })
        }
        return record
    }

    private func dated(_ record: Record, _ working: DateWorking) -> Record {
        var record = record
        record["title"] = .string(
            "\"\(working.recorded.quoted)\" is \(DateText.bounds(working.worked))"
                + (working.differs ? "; recorded as \(DateText.bounds(working.recorded))" : ""))
        record["status"] = .string(working.worked.status.rawValue)
        record["rule"] = working.worked.convention.map { .string($0) }
        record["value"] = working.worked.json
        if let derivation = history.claim.derivedFrom {
            record["rule"] = .string(derivation.rule)
            record["inputs"] = .array(derivation.inputs.map { .string($0) })
            record["assumption"] = derivation.assumption.map { .string($0) }
            if let changed = changedSince(derivation.inputs) {
                record["title"] = .string((record["title"]?.stringValue ?? "") + "; " + changed)
            }
        }
        return record
    }

    /// What happened to the inputs of a derived claim after it was derived.
    private func changedSince(_ inputs: [String]) -> String? {
        let changed = inputs.compactMap { book[$0] }.filter { input in
            input.event.position > history.event.position
        }
        if changed.isEmpty { return nil }
        return changed.map { input in
            let deed = input.versions.last?.revision?.kind.rawValue ?? "recorded"
            return "since then \(input.claim.id) was \(deed) (#\(input.event.position))"
        }.joined(separator: ", ")
    }

    private func components(of working: DateWorking) -> [Record] {
        let date = working.worked
        let parts = [("year", date.year), ("month", date.month), ("day", date.day)]
        return parts.compactMap { name, component in
            guard let component else { return nil }
            var record: Record = [
                "field": .string("date.\(name)"), "status": .string(component.status.rawValue),
                "title": .string(
                    WorkingText.text(component, name: name, publication: working.publication)),
            ]
            record["value"] = component.value.map { .integer(Int64($0)) }
            record["rule"] = component.rule.map { .string($0) }
            record["inputs"] = .array(component.inputs.map { .string($0) })
            record["assumption"] = component.assumption.map { .string($0) }
            record["candidates"] = .array(component.candidates.map { .integer(Int64($0)) })
            record["corroboratedBy"] = .array(
                component.corroboratedBy.map { other in
                    var json: JSONObject = ["name": .string(other.source)]
                    json["quote"] = other.quote.map { .string($0) }
                    json["published"] = other.published.map { .string($0) }
                    return .object(json)
                })
            return record
        }
    }
}
