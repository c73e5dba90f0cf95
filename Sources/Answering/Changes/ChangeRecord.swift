import CanonicalJSON
import Filings
import Projections
import Rendering

extension Record {
    /// A change with the event that caused it.
    init(_ change: Change, ascii: Bool) {
        let cause = change.cause
        self = [
            "change": .string(change.kind.rawValue), "what": .string(change.subject.rawValue),
            "id": .string(change.id), "title": .string(change.title),
            "match": change.isOnlyPossible ? "possible" : "certain",
            "position": .integer(cause.position), "recordedAt": .string(cause.recordedAt.text),
            "company": .string(cause.stream.companyKey),
            "type": .string(cause.event.type), "event": .string(cause.id),
            "recordedBy": .string(cause.recordedBy),
        ]
        if case .claimRevised(let revision) = cause.event {
            self["reason"] = .string(revision.reason)
        }
        // What was added says nothing about a change; its record is one `show` away.
        guard change.kind == .changed else { return }
        self["fields"] = .array(
            change.fields.map { field in
                var json: JSONObject = [
                    "field": .string(field.name),
                    "name": .string(
                        "\(field.name): \(ValueText.short(field.old, ascii: ascii)) → "
                            + ValueText.short(field.new, ascii: ascii)),
                ]
                json["old"] = field.old
                json["new"] = field.new
                return .object(json)
            })
    }
}

/// Any value of a record in a few characters, for people.
enum ValueText {
    static func short(_ value: JSONValue?, ascii: Bool) -> String {
        guard let value, !value.isNull else { return "-" }
        if let text = value.stringValue { return text }
        if let object = value.objectValue {
            if object["earliest"] != nil, let date = try? UncertainDate(json: value) {
                return "\(DateText.short(date)) (\(DateText.bounds(date)))"
            }
            if let amount = AmountText.short(object, ascii: ascii), object["currency"] != nil {
                return amount
            }
            if let quantity = quantity(object, ascii: ascii) { return quantity }
            if let relation = relation(object) { return relation }
            if let text = (object["title"] ?? object["name"])?.stringValue { return text }
        }
        if let list = value.arrayValue {
            return list.map { short($0, ascii: ascii) }.joined(separator: ", ")
        }
        return value.canonicalText
    }

    /// `≥ 30000 wafers per month`
    private static func quantity(_ object: JSONObject, ascii: Bool) -> String? {
        guard let unit = object["unit"]?.stringValue, object["value"] != nil,
            let number = AmountText.short(object, ascii: ascii)
        else { return nil }
        return "\(number) \(unit)" + (object["per"]?.stringValue.map { " per \($0)" } ?? "")
    }

    /// `Innotron controls CXMT`
    private static func relation(_ object: JSONObject) -> String? {
        let words = ["subject", "predicate", "object"].map { name in
            object[name]?["name"]?.stringValue ?? object[name]?.stringValue
        }
        let known = words.compactMap(\.self)
        return known.count == 3 ? known.joined(separator: " ") : nil
    }
}
