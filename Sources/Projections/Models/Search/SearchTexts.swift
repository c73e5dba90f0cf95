import EventStorage
import Filings
import Postgres

/// What can be looked for: each company with all that it is called, each claim with its words, each
/// filing to which its register gives a title; answers `find`.
///
/// Titles that we make of a filing's form are not searched: they say the same of a million filings.
/// Keys are those of ``Companies``, ``Timeline`` and ``FilingList``, which show what was found.
struct SearchTexts: Projection {
    let name = "search_texts"
    let version: Int64 = 2
    let types: Set<String>? = ClaimRevision.types.union([
        CompanyNamed.type, CompanyIdentified.type, Claim.type, FilingListed.type,
        FilingDetailed.type, FilingCorrected.type,
    ])

    func keys(of recorded: RecordedEvent) -> [String] {
        let stream = recorded.stream.text
        guard stream.hasPrefix("company-") else { return [] }
        switch recorded.event {
        case .companyNamed, .companyIdentified: return [stream]
        case .claimAsserted: return [stream] + recorded.claimRowKeys
        case .claimRevised: return recorded.claimRowKeys
        case .filingListed(let filing):
            return filing.title == nil ? [stream] : [stream, recorded.rowKey(recorded.id)]
        case .filingDetailed, .filingCorrected:
            guard recorded.event.newTitle != nil else { return [] }
            return recorded.event.filingReference.map { [recorded.rowKey($0.filing)] } ?? []
        default: return []
        }
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        let stream = recorded.stream.text
        if key == stream {
            var company = row ?? Row(companyOf: recorded.stream)
            for text in Companies.texts(of: recorded.event) { company.add(text) }
            row = company
            return
        }
        switch recorded.event {
        case .claimAsserted, .claimRevised:
            row = recorded.claimChange?.after.map { Row(stream, $0) }
        case .filingListed(let filing): row = Row(stream, filingTitle: filing.title)
        case .filingDetailed, .filingCorrected:
            row = Row(stream, filingTitle: recorded.event.newTitle ?? nil)
        default: break
        }
    }
}

extension FilingEvent {
    /// The title that a register gives a filing later, `nil` in it when it takes it back; `nil`
    /// when the event is not about the title.
    fileprivate var newTitle: String?? {
        switch self {
        case .filingDetailed(let detailed): detailed.added["title"].map(\.stringValue)
        case .filingCorrected(let corrected):
            corrected.changes.last { $0.field == "title" }.map { $0.new?.stringValue }
        default: nil
        }
    }
}
