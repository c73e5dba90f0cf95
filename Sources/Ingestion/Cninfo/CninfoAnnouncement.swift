import CanonicalJSON
import Filings

/// One announcement, from whichever of the forms that the register's data come in.
///
/// Kept alike over the forms, since the same announcement is met in several: the filer is the stock
/// code and the form always `announcement`. What is in the register's own answers only, as the
/// company's `orgId`, the codes of types and the size, has members of the event that other forms
/// leave open, so that it adds to what was known and contradicts nothing.
struct CninfoAnnouncement {
    /// Whose words these are: ``Cninfo/register`` of the register's own, ``CninfoPolledRow/reader``.
    let reader: String
    /// `1225461664`
    var id: String
    /// `603986`
    var code: String
    var organization: String?
    /// The short name on the day, which begins with `ST`, `*ST` or `XD` as the status of the share
    /// changes: never compared.
    var shortName: String?
    var title: String
    var time: Instant
    /// The register's codes, separated by `||`.
    var types: String?
    /// The document's path, `finalpage/2026-08-07/1225461664.PDF`.
    var path: String?
    var details: JSONObject = [:]

    /// The company's stream and all that the row says, in the order to append it in.
    func findings(
        at place: SourcePlace, observedOn: CivilDay?, knownAs known: inout Set<String>
    ) throws(RowMisfit) -> [SourceReading.Finding] {
        guard let stream = StreamName("company-cninfo-" + code.lowercased()) else {
            throw RowMisfit(reason: "\(id): \"\(code)\" is no stock code")
        }
        var company = CompanyFindings(
            stream: stream, key: "cninfo:\(code)", source: Cninfo.site, document: place.document,
            observedOn: observedOn)
        if known.insert(code).inserted {
            company.identify(Identifier(.ticker, code), part: place.part)
        }
        if let organization, known.insert("\(code) \(organization)").inserted {
            company.identify(Identifier(.other("cninfo"), organization), part: place.part)
        }
        if let shortName, known.insert("\(code)/\(shortName)").inserted {
            let named = CompanyNamed(name: shortName, kind: .alias, language: "zh")
            company.name(named, part: place.part)
        }
        let filing = SourceReading.Finding(stream: stream, event: event, place: place)
        return company.findings + [filing]
    }

    private var event: NewEvent {
        var filing = FilingListed(
            register: Cninfo.register, filer: code, accession: id, form: "announcement",
            filedOn: BeijingTime.day(at: time))
        filing.reader = reader
        filing.filerName = shortName
        filing.title = title
        filing.category = types
        filing.details = details
        filing.primaryDocument = path
        filing.details["orgId"] = organization.map { .string($0) }
        let publishedAt = BeijingTime.isMidnight(time) ? nil : time
        return NewEvent(
            id: "cninfo:\(code)/\(id)", source: path.map { Cninfo.files + $0 } ?? Cninfo.site,
            publishedAt: publishedAt, event: .filingListed(filing), tags: ["accession:\(id)"])
    }

    /// `1225461664` of `finalpage/2026-08-07/1225461664.PDF`.
    static func id(inPath path: String) -> String? {
        let file = path.split(separator: "/").last ?? ""
        let id = file.prefix { $0 != "." }
        return id.isEmpty || !id.allSatisfy(\.isNumber) ? nil : String(id)
    }

    /// What a search has marked in a title is not of the title.
    static func unmarked(_ title: String) -> String {
        title.split(separator: "<em>", omittingEmptySubsequences: false).joined()
            .split(separator: "</em>", omittingEmptySubsequences: false).joined()
    }
}
