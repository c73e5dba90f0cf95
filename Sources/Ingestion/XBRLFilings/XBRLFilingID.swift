import Filings

/// The repository's own identity of a filing, `529900JG015JC10LED24-2021-12-31-ESEF-EE-0`: who,
/// for which period, in which system, where, and the how manieth of the same.
///
/// Language versions of one report and corrections of it are told apart by the last number alone;
/// what they are to one another, it does not say.
struct XBRLFilingID: Equatable {
    let entity: String
    /// `ESEF`, `UKSEF` and others, verbatim.
    let system: String

    /// Read from the right, for a country's own identifiers may have hyphens.
    ///
    /// - Returns: `nil` for a text of another form.
    init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count >= 7, parts[parts.count - 1].allSatisfy(\.isNumber) else { return nil }
        let days = parts.indices.filter { index in
            index >= 1 && index + 5 < parts.count
                && CivilDay(parts[index..<index + 3].joined(separator: "-")) != nil
        }
        guard let day = days.last else { return nil }
        entity = parts[..<day].joined(separator: "-")
        system = parts[(day + 3)..<(parts.count - 2)].joined(separator: "-")
        guard !entity.isEmpty, !system.isEmpty else { return nil }
    }
}
