import CanonicalJSON
import EventStorage
import Filings

/// What a company's history shows, one row a filing, claim or change of name; answers `timeline`.
///
/// Filings are nine tenths of all rows, and ``FilingList`` keeps their records under the same keys:
/// here a filing has only what its line shows and what its order needs, no JSON.
struct Timeline: Projection {
    let name = "timeline"
    let version: Int64 = 6
    let types: Set<String>? = ClaimRevision.types.union([
        FilingListed.type, FilingDetailed.type, FilingCorrected.type, FilingDelisted.type,
        FilingRelisted.type, Claim.type, CompanyNamed.type,
    ])

    func keys(of recorded: RecordedEvent) -> [String] {
        switch recorded.event {
        case .filingListed: [recorded.rowKey(recorded.id)]
        case .filingDetailed, .filingCorrected, .filingDelisted, .filingRelisted:
            recorded.event.filingReference.map { [recorded.rowKey($0.filing)] } ?? []
        case .claimAsserted, .claimRevised: recorded.claimRowKeys
        case .companyNamed(let named):
            named.kind == .former ? [recorded.rowKey(recorded.id)] : []
        default: []
        }
    }

    func evolve(_ row: inout Row?, key: String, by recorded: RecordedEvent) {
        switch recorded.event {
        case .filingListed(let filing): row = Row(filing, in: recorded)
        case .filingDetailed, .filingCorrected, .filingDelisted, .filingRelisted:
            row?.follow(recorded)
        case .claimAsserted, .claimRevised:
            row = recorded.claimChange?.after.map { claim in
                Row(claim, in: recorded, at: row?.position ?? recorded.position)
            }
        case .companyNamed(let named):
            let date = named.to.map { UncertainDate(day: $0) }
            row = Row(recorded, date: date, record: named.record(in: recorded, date: date))
        default: break
        }
    }
}
