import CanonicalJSON
import Filings

/// Rules for dates, amounts and quantities: a wording, or an object with what it means.
extension FieldRule {
    static let date = date(published: nil)

    /// `mid-2026`, EDTF, `unknown`, or an object as the log keeps it; what an object leaves out
    /// comes from its wording, where that can be read.
    ///
    /// - Parameter published: What "in June" and "this month" are counted from.
    static func date(published: Publication?) -> FieldRule {
        let worded = text { text in
            do throws(DateReadingError) {
                return .success(try UncertainDate.reading(text, published: published).json)
            } catch {
                return .failure(.unreadable(error.description))
            }
        }
        return FieldRule { node, path, problems in
            if node.fields == nil {
                return node.text?.lowercased() == "unknown"
                    ? nil : worded.read(node, path, &problems)
            }
            guard var object = dateFields.read(node, path, &problems) else { return nil }
            // A bound that says null is an unknown one; an absent one comes from the rest.
            for field in node.fields ?? [] where field.value.isNull {
                if ["earliest", "latest"].contains(field.name) { object[field.name] = .null }
            }
            do throws(EventDataError) {
                let whole = object.completedByWording(published: published)
                return try UncertainDate(json: .object(whole)).json
            } catch {
                let quoted = object["quoted"]?.stringValue ?? "the date"
                problems.add(
                    .unreadable(quoted, why: error.clause), field: path, line: node.line)
                return nil
            }
        }
    }

    /// Words and bounds are checked by the date itself; here only names and shapes.
    private static let dateFields = ObjectRule([
        "quoted": .text, "edtf": .text, "earliest": .text, "latest": .text, "precision": .text,
        "status": .text, "convention": .text, "rule": .text, "year": .object(component),
        "month": .object(component), "day": .object(component),
    ])

    private static let component = ObjectRule([
        "value": .integer, "status": .text, "rule": .text, "inputs": .list(of: .text),
        "assumption": .text, "candidates": .list(of: .integer),
        "corroborated_by": .list(of: .object(corroboration)),
    ])

    private static let corroboration = ObjectRule(
        ["source": .text, "quote": .text, "published": .text], required: ["source"])

    private static let integer = text { text in
        guard let number = Int64(text) else {
            return .failure(.unreadable("write a whole number"))
        }
        return .success(.integer(number))
    }

    static let amount = figure(amountFields) { text throws(AmountError) in
        try ClaimAmount.reading(text).json
    }

    static let quantity = figure(quantityFields) { text throws(AmountError) in
        try ClaimQuantity.reading(text).json
    }

    private static func figure(
        _ fields: ObjectRule,
        _ reading: @escaping @Sendable (String) throws(AmountError) -> JSONObject
    ) -> FieldRule {
        let worded = text { text in
            do throws(AmountError) {
                return .success(.object(try reading(text)))
            } catch {
                return .failure(.unreadable(error.description))
            }
        }
        return FieldRule { node, path, problems in
            node.fields == nil
                ? worded.read(node, path, &problems)
                : fields.read(node, path, &problems).map { .object($0) }
        }
    }

    private static let amountFields = ObjectRule(
        [
            "value": .decimal, "currency": .currency, "bound": .choice(AmountBound.self),
            "upper": .decimal, "quoted": .text, "label": .text,
        ], required: ["value", "currency"])

    private static let quantityFields = ObjectRule(
        [
            "value": .decimal, "unit": .text, "per": .text, "bound": .choice(AmountBound.self),
            "upper": .decimal, "label": .text,
        ], required: ["value", "unit"])
}

extension JSONObject {
    /// A date's members, those that are absent taken from its wording; a bound that is null stays.
    fileprivate func completedByWording(published: Publication?) -> JSONObject {
        guard self["edtf"] == nil, self["earliest"] == nil, self["latest"] == nil,
            let wording = self["quoted"]?.stringValue,
            var whole = (try? UncertainDate.reading(wording, published: published))?.json
                .objectValue
        else { return self }
        for member in self { whole[member.name] = member.value }
        return whole
    }
}

extension EventDataError {
    /// What is wrong, as a clause.
    var clause: String {
        switch self {
        case .missing(_, let field): "'\(field)' is missing"
        case .malformed(_, let field, let value): "'\(field)' is \(value)"
        }
    }
}
