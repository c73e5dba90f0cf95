import CanonicalJSON
import Filings

/// Which filing an amendment amends: a pure function of one company's filings.
///
/// No index of a register says it, so every link is an inference by a named rule, never a fact of
/// the log. An amendment gets `amends`, the accession number of the newest earlier original that
/// fits; `amendsRule`; and where several fit `amendsCandidates`, all of them, oldest first.
///
/// - `base-form-and-period@1`: the same form without `/A` and the same period of report.
/// - `same-file-number@1`: a registration statement without a period: the same form without `/A`
///   and the same file number, which a registration keeps. Not for other forms: all owners of a
///   company file under the company's one number.
/// - `title-without-correction-mark@1`: cninfo: a title that ``CorrectionTitle`` derives.
public struct AmendmentLinks {
    /// The filings with their links, in the order in which they were given.
    public private(set) var linked: [JSONObject] = []

    /// Accession numbers of possible originals, oldest first, by what an amendment looks for.
    private var originals: [Trait: [String]] = [:]

    private enum Trait: Hashable {
        case period(form: String, String)
        case file(form: String, String)
        case title(String)
    }

    /// - Parameter filings: One company's, oldest first.
    public init(_ filings: [JSONObject]) {
        linked.reserveCapacity(filings.count)
        for filing in filings { linked.append(link(filing)) }
    }

    private mutating func link(_ filing: JSONObject) -> JSONObject {
        guard let form = filing["form"]?.stringValue,
            let accession = filing["accession"]?.stringValue
        else { return filing }
        let fileNumber = filing["fileNumber"]?.stringValue ?? ""
        if filing["register"] == "cninfo" {
            let title = filing["title"]?.stringValue ?? ""
            defer {
                originals[.title(CorrectionTitle.comparable(title)), default: []].append(accession)
            }
            let wanted = CorrectionTitle(title)?.originals ?? []
            let traits = wanted.map { Trait.title(CorrectionTitle.comparable($0)) }
            return mark(filing, by: "title-without-correction-mark@1", traits)
        }
        guard form.hasSuffix("/A") else {
            if let period = filing["periodOfReport"]?.stringValue {
                originals[.period(form: form, period), default: []].append(accession)
            }
            if !fileNumber.isEmpty {
                originals[.file(form: form, fileNumber), default: []].append(accession)
            }
            return filing
        }
        let base = String(form.dropLast(2))
        if let period = filing["periodOfReport"]?.stringValue {
            return mark(
                filing, by: "base-form-and-period@1", [.period(form: base, period)])
        }
        guard !fileNumber.isEmpty, Self.isRegistration(base) else { return filing }
        return mark(filing, by: "same-file-number@1", [.file(form: base, fileNumber)])
    }

    /// - Parameter traits: The likeliest first; the first that any original has decides.
    private func mark(_ filing: JSONObject, by rule: String, _ traits: [Trait]) -> JSONObject {
        let found = traits.lazy.compactMap { originals[$0] }.first ?? []
        guard let newest = found.last else { return filing }
        var filing = filing
        filing["amends"] = .string(newest)
        filing["amendsRule"] = .string(rule)
        if found.count > 1 { filing["amendsCandidates"] = .array(found.map { .string($0) }) }
        return filing
    }

    /// Whether a form registers securities or an issuer of them.
    ///
    /// Source: SEC, "Forms List": registration statements under the Securities Act of 1933 (S-, F-,
    /// SB-, draft ones and offering statements of Regulation A), the Exchange Act of 1934 (10-12B,
    /// 8-A12B, 20FR12B, 40FR12B, each also with G), and of investment companies (N-1A to N-14).
    static func isRegistration(_ form: String) -> Bool {
        let families = ["S-", "F-", "SB-", "DRS", "10-12", "10SB12", "8-A12", "20FR12", "40FR12"]
        return registrations.contains(form) || families.contains { form.hasPrefix($0) }
    }

    private static let registrations: Set = [
        "1-A", "N-1A", "N-2", "N-3", "N-4", "N-5", "N-6", "N-8A", "N-8B-2", "N-14", "N-14 8C",
    ]
}
