import CanonicalJSON
import Filings

/// The fields of a company's block in a file.
extension ClaimRules {
    static let company = ObjectRule(
        [
            "key": .companyKey, "name": .text, "source": .text,
            "names": .list(of: .object(companyName, textAs: "name")),
            "aliases": .list(of: .object(companyName, textAs: "name")),
            "identifiers": identifiers,
        ], required: ["key"])

    private static let companyName = ObjectRule(
        [
            "name": .text, "kind": .choice(CompanyNameKind.self), "language": .text,
            "from": .day, "to": .day, "source": .text,
        ], required: ["name"])

    /// A list of identifiers, or a value for each scheme: `lei: 5493…`.
    private static let identifiers = FieldRule { node, path, problems in
        guard let fields = node.fields, node["scheme"] == nil, node["value"] == nil else {
            return FieldRule.list(of: .object(identifier)).read(node, path, &problems)
        }
        var values: [JSONValue] = []
        for field in fields {
            let value = FieldRule.text.read(field.value, "\(path).\(field.name)", &problems)
            guard let value else { continue }
            values.append(.object(["scheme": .string(field.name), "value": value]))
        }
        return .array(values)
    }

    private static let identifier = ObjectRule(
        ["scheme": .text, "value": .text, "exchange": .text, "source": .text],
        required: ["scheme", "value"])
}

/// The kinds of names that a block may give, as ``CompanyNamed/Kind`` has them.
enum CompanyNameKind: String, CaseIterable {
    case current, former, alias

    var stored: CompanyNamed.Kind {
        switch self {
        case .current: .current
        case .former: .former
        case .alias: .alias
        }
    }
}
