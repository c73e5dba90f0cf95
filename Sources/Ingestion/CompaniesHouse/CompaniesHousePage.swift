import CanonicalJSON
import Filings

/// One page of a company's filing history: the newest filings first, `total_count` in all.
struct CompaniesHousePage {
    private(set) var reading = SourceReading()

    init(
        _ page: JSONObject, items: [JSONValue], in document: SourceDocument
    ) throws(SourceError) {
        let company = try Self.company(of: items, in: document)
        for (index, item) in items.enumerated().reversed() {
            let place = SourcePlace(document: document.name, part: "items[\(index)]")
            do throws(RowMisfit) {
                let filing = try CompaniesHouseFiling(item, of: company)
                reading.findings.append(filing.finding(at: place))
            } catch {
                reading.refusals.append(.init(place: place, reason: error.reason))
            }
        }
        // An echo of the request, in some answers as a text.
        let start = page.text("start_index").flatMap { Int64($0) } ?? 0
        let total = page.text("total_count").flatMap { Int64($0) }
        let end = start + Int64(items.count)
        // Only of some kinds of company does the register publish filings at all.
        let status = page["filing_history_status"]?.stringValue ?? ""
        let isWhole =
            start == 0 && end == total && reading.refusals.isEmpty
            && status.hasPrefix("filing-history-available")
        reading.listing = .init(name: company.listing, isComplete: isWhole)
        if isWhole { reading.coverage = [RunCoverage(unit: company.unit, state: .complete)] }
        if let total, end < total, !items.isEmpty {
            let name = CompaniesHouseAddress.pageName(of: company, from: end)
            reading.furtherParts = [.init(name: name, filings: total - end)]
        }
        reading.notes = ["start": String(start), "count": String(items.count), "status": status]
        reading.notes["total"] = total.map { String($0) }
        reading.notes["newest"] = items.first?["transaction_id"]?.stringValue
        reading.notes["oldest"] = items.last?["transaction_id"]?.stringValue
    }

    /// Whose page it is: the page itself does not say, but its rows' links do, and so does the
    /// document's name. Some rows have no links.
    private static func company(
        of items: [JSONValue], in document: SourceDocument
    ) throws(SourceError) -> UKCompany {
        if let company = UKCompany(stem: document.stem) { return company }
        for item in items {
            if let link = item["links"]?["self"]?.stringValue, let company = UKCompany(path: link) {
                return company
            }
        }
        throw .wrongKind(
            document: document.name, expected: "a filing history that says whose it is",
            found: "neither a link of a row nor a file name GB-NUMBER that does")
    }
}
