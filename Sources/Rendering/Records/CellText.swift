import CanonicalJSON
import Filings

/// A value as one cell of a flat format.
enum CellText {
    /// For csv and tsv: a string as it is, other scalars as JSON writes them, objects and lists as
    /// canonical JSON, `null` and what is missing as nothing.
    static func flat(_ value: JSONValue?) -> String? {
        switch value {
        case nil, .null: nil
        case .string(let text): text
        case let value?: value.canonicalText
        }
    }

    /// For people. Not safe to show yet.
    static func display(_ value: JSONValue?, as content: Field.Content, ascii: Bool) -> String {
        guard let value else { return "" }
        switch content {
        case .date:
            guard value.objectValue != nil, let date = try? UncertainDate(json: value) else {
                break
            }
            return DateText.short(date)
        case .amount:
            if let text = value.objectValue.flatMap({ AmountText.short($0, ascii: ascii) }) {
                return text
            }
        case .list:
            if let items = value.arrayValue { return list(items) }
        case .text:
            let title = value["title"] ?? value["name"]
            if let text = title?.stringValue { return text }
        case .exact, .number: break
        }
        return flat(value) ?? ""
    }

    /// `GigaDevice (investor); several others`.
    private static func list(_ items: [JSONValue]) -> String {
        items.map { item in
            guard let name = item["name"]?.stringValue else { return flat(item) ?? "null" }
            guard let role = item["role"]?.stringValue, !role.isEmpty else { return name }
            return "\(name) (\(role))"
        }.joined(separator: "; ")
    }
}
