import CanonicalJSON
import Filings

/// How much of a filer's list of filings its main file holds: all, or the newest part beside the
/// overflow pages that it names.
///
/// Pages are cut anew from time to time, and a filing moves from the main file to one of them: only
/// a list of which every part was read can tell that something vanished.
struct SubmissionsParts {
    let filer: EdgarFiler
    private(set) var pages: [SourceReading.FurtherPart] = []
    private(set) var refusals: [SourceReading.Refusal] = []
    private var rowsRefused: Int

    /// The same for the main file and its pages.
    static func listing(of filer: EdgarFiler) -> String {
        "edgar-submissions CIK\(filer.tenDigits)"
    }

    static func repair(of filer: EdgarFiler) -> String {
        "edgar-submissions --company \(filer.cik)"
    }

    /// - Parameter rowsRefused: Rows of the main file that cannot be taken.
    init(_ filings: JSONValue, of filer: EdgarFiler, in document: String, rowsRefused: Int) {
        self.filer = filer
        self.rowsRefused = rowsRefused
        for (index, page) in (filings["files"]?.arrayValue ?? []).enumerated() {
            guard let name = page["name"]?.stringValue, Self.isPage(name, of: filer) else {
                refusals.append(
                    SourceReading.Refusal(
                        place: SourcePlace(document: document, part: "filings.files[\(index)]"),
                        reason: "\(page["name"]?.canonicalText ?? "no name") is no page of CIK "
                            + filer.tenDigits))
                continue
            }
            pages.append(
                SourceReading.FurtherPart(name: name, filings: page["filingCount"]?.integerValue))
        }
    }

    /// Since the name becomes an address, no other form is taken.
    private static func isPage(_ name: String, of filer: EdgarFiler) -> Bool {
        let start = "CIK\(filer.tenDigits)-submissions-"
        guard name.hasPrefix(start), name.hasSuffix(".json") else { return false }
        let number = name.dropFirst(start.count).dropLast(5)
        return !number.isEmpty && number.allSatisfy { $0.isASCII && $0.isNumber }
    }

    var listing: SourceReading.Listing {
        SourceReading.Listing(
            name: Self.listing(of: filer),
            isComplete: pages.isEmpty && refusals.isEmpty && rowsRefused == 0)
    }

    var coverage: RunCoverage {
        var reasons: [String] = []
        if !pages.isEmpty {
            let list = pages.map { page in
                page.filings.map { "\(page.name) (\($0))" } ?? page.name
            }
            reasons.append("overflow pages unread: \(list.joined(separator: ", "))")
        }
        if !refusals.isEmpty { reasons.append("overflow pages refused: \(refusals.count)") }
        if rowsRefused > 0 { reasons.append("rows refused: \(rowsRefused)") }
        let unit = "CIK\(filer.tenDigits)"
        if reasons.isEmpty { return RunCoverage(unit: unit, state: .complete) }
        return RunCoverage(
            unit: unit, state: .partial, reason: reasons.joined(separator: "; "),
            repair: Self.repair(of: filer))
    }
}
