import CanonicalJSON
import Filings

extension Company {
    /// A listed filing whose data have 400 to 500 bytes.
    func filing(number: Int64, using random: inout SplitMix64) -> NewEvent {
        let day = CivilDay(daysSinceEpoch: 8_766 + Int.random(in: 0..<11_000, using: &random))
        let accession = accession(number: number, year: day.year)
        let form = Self.forms.randomElement(using: &random) ?? "8-K"
        var filing = FilingListed(filer: cik, accession: accession, form: form, filedOn: day)
        filing.periodOfReport = day.adding(days: -Int.random(in: 1...45, using: &random))
        filing.acceptedText = "\(day.text)T\(Int.random(in: 10...17, using: &random)):31:07.000Z"
        filing.acceptedClock = .eastern
        filing.items = form == "8-K" ? ["2.02", "9.01"] : []
        filing.act = "34"
        filing.fileNumber = fileNumber
        filing.filmNumber = String(Int.random(in: 24_000_000...249_999_999, using: &random))
        filing.sizeBytes = Int64.random(in: 4_000...9_999_999, using: &random)
        filing.isXBRL = form.hasPrefix("10-")
        filing.isInlineXBRL = form.hasPrefix("10-")
        filing.primaryDocument = "\(prefix)-\(day.text).htm"
        filing.coreType = form
        filing.filerName = name
        filing.primaryDocDescription = ""
        let missing = Int.random(in: 405...495, using: &random) - filing.data.canonicalBytes.count
        filing.primaryDocDescription = Self.description(atLeast: missing, using: &random)
        let folder = String(accession.filter { $0 != "-" })
        return NewEvent(
            id: "edgar:\(cik)/\(accession)/\(form)",
            source: "https://www.sec.gov/Archives/edgar/data/\(cik)/\(folder)/",
            publishedAt: Instant(startOf: day), event: .filingListed(filing))
    }

    /// Unique: the filing's number in its stream takes the place of the year and the count.
    private func accession(number: Int64, year: Int) -> String {
        let (years, count) = number.quotientAndRemainder(dividingBy: 1_000_000)
        let padded = [(cik, 10), (String((year + Int(years)) % 100), 2), (String(count), 6)].map {
            String(repeating: "0", count: $1 - $0.utf8.count) + $0
        }
        return padded.joined(separator: "-")
    }

    private static func description(
        atLeast bytes: Int, using random: inout SplitMix64
    ) -> String {
        var text = phrases.randomElement(using: &random) ?? ""
        while text.utf8.count < bytes {
            text += " " + (words.randomElement(using: &random) ?? "")
        }
        return String(text.prefix(max(bytes, 4)))
    }

    private static let forms = ["8-K", "8-K", "8-K", "10-Q", "10-K", "4", "4", "SC 13G/A", "424B2"]
    private static let phrases = [
        "CURRENT REPORT", "QUARTERLY REPORT", "ANNUAL REPORT", "OWNERSHIP DOCUMENT", "PROSPECTUS",
    ]
    private static let words = [
        "regarding", "the", "packaging plant", "results of operations", "land contract", "and",
        "exhibits", "amended", "supply agreement", "of the registrant", "first phase", "notes",
    ]
}
