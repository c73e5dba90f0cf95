import CanonicalJSON

/// Money in a few characters, for people.
public enum AmountText {
    /// `≥ CNY 17.1bn`, `CNY 1.5bn to 2bn`, `~ USD 350m`: nothing is rounded; a value that has more
    /// than three decimals in millions is written out.
    ///
    /// - Parameter amount: `value`, `currency`, `bound` and perhaps `upper`, as claims have them.
    /// - Returns: `nil` when there is no value.
    public static func short(_ amount: JSONObject, ascii: Bool = false) -> String? {
        guard let value = amount["value"]?.stringValue else { return nil }
        var words: [String] = []
        if let sign = amount["bound"]?.stringValue.flatMap({ sign($0, ascii: ascii) }) {
            words.append(sign)
        }
        if let currency = amount["currency"]?.stringValue { words.append(currency) }
        words.append(scaled(value))
        if let upper = amount["upper"]?.stringValue { words += ["to", scaled(upper)] }
        return words.joined(separator: " ")
    }

    private static func sign(_ bound: String, ascii: Bool) -> String? {
        switch bound {
        case "atLeast": ascii ? ">=" : "≥"
        case "atMost": ascii ? "<=" : "≤"
        case "moreThan": ">"
        case "lessThan": "<"
        case "about": "~"
        default: nil
        }
    }

    /// `17100000000` as `17.1bn`, `350000000` as `350m`.
    static func scaled(_ value: String) -> String {
        guard value.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return value }
        for (zeros, unit) in [(9, "bn"), (6, "m")] where value.utf8.count > zeros {
            let whole = value.dropLast(zeros)
            var fraction = value.suffix(zeros)
            while fraction.last == "0" { fraction.removeLast() }
            guard fraction.utf8.count <= 3 else { continue }
            return fraction.isEmpty ? "\(whole)\(unit)" : "\(whole).\(fraction)\(unit)"
        }
        return value
    }
}
