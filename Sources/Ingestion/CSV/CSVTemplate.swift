/// A text with places for values: `company-cik-{filer:10}`, where `:10` puts zeros before a value
/// up to ten characters.
struct CSVTemplate: Equatable {
    private enum Part: Equatable {
        case text(String)
        case value(name: String, width: Int)
    }

    private let parts: [Part]

    /// - Returns: `nil` when a brace has no other half, or a width is no number.
    init?(_ text: String) {
        var parts: [Part] = []
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            let behind = rest[rest.index(after: open)...]
            guard let close = behind.firstIndex(of: "}"), !rest[..<open].contains("}") else {
                return nil
            }
            let words = behind[..<close].split(separator: ":", omittingEmptySubsequences: false)
            guard let name = words.first, !name.isEmpty, words.count <= 2 else { return nil }
            var width = 0
            if words.count == 2 {
                guard let digits = Int(words[1]), (1...64).contains(digits) else { return nil }
                width = digits
            }
            parts.append(.text(String(rest[..<open])))
            parts.append(.value(name: String(name), width: width))
            rest = behind[behind.index(after: close)...]
        }
        guard !rest.contains("}") else { return nil }
        self.parts = parts + [.text(String(rest))]
    }

    /// The names of the values.
    var names: [String] {
        parts.compactMap { part in
            if case .value(let name, _) = part { name } else { nil }
        }
    }

    /// - Parameter value: `nil` for a blank.
    func text(_ value: (String) -> String?) throws(CSVRule.Misfit) -> String {
        var text = ""
        for part in parts {
            switch part {
            case .text(let part): text += part
            case .value(let name, let width):
                guard let value = value(name) else {
                    throw CSVRule.Misfit(reason: "\(name) is blank and belongs to the key")
                }
                text += String(repeating: "0", count: max(0, width - value.count)) + value
            }
        }
        return text
    }
}
