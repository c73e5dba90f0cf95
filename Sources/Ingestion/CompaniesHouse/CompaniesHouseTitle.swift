import CanonicalJSON

/// A readable text for a filing that the register describes by a key and values.
///
/// The register's own texts are an enumeration of some 1,200 templates that grows; the key itself
/// says the same in its words: `termination-director-company-with-name`. The text is stored and
/// compared with later ones, so this rule never changes; key and values are in the details.
enum CompaniesHouseTitle {
    /// - Returns: For `legacy` the register's own words; else the key's words, and after a colon the
    ///   values that are texts, in the order of their names; `nil` without a description.
    static func text(of item: JSONObject) -> String? {
        guard let key = item.text("description") else { return nil }
        let values = item["description_values"]?.objectValue ?? JSONObject()
        if key == "legacy" { return values.text("description") ?? "Legacy" }
        let words = spaced(key, by: "-")
        let title = words.prefix(1).uppercased() + words.dropFirst()
        let known = values.compactMap { member in
            values.text(member.name).map { "\(spaced(member.name, by: "_")) \(trimmed($0))" }
        }
        return known.isEmpty ? title : "\(title): \(known.joined(separator: ", "))"
    }

    private static func spaced(_ text: String, by separator: Character) -> String {
        String(text.map { $0 == separator ? " " : $0 })
    }

    /// Addresses begin with a blank where the house has no number.
    private static func trimmed(_ text: String) -> String {
        let start = text.drop { $0.isWhitespace }
        return String(start.prefix(start.count - start.reversed().prefix { $0.isWhitespace }.count))
    }
}
