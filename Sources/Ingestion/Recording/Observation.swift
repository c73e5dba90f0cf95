import CanonicalJSON
import Filings

/// A state that a register repeats at every reading, such as a company's current name: news only
/// when it differs from what the register said last.
///
/// Why not by source key alone: a company that takes an old name again would then be said to have
/// kept the last one, since the old name's key is known. Why the day: files that are read again, or
/// in another order than they were fetched in, must not look like changes back and forth.
struct Observation: Equatable {
    /// The types of events that can be observations.
    static let types = [CompanyNamed.type, CompanyIdentified.type, CompanyDescribed.type]

    /// What is being said something of, in one source: `… company.named current`.
    let subject: String
    /// The day for which the source says it.
    let day: CivilDay?
    let content: JSONObject

    /// - Returns: `nil` for facts that do not change: filings, former names, claims.
    init?(_ event: FilingEvent, source: String) {
        switch event {
        case .companyNamed(let named) where named.kind == .current:
            subject = "\(source) name"
            day = named.observedOn
        case .companyIdentified(let identified):
            subject = "\(source) \(identified.scheme) \(identified.normalized)"
            day = identified.observedOn
        case .companyDescribed(let described):
            subject = "\(source) description"
            day = described.observedOn
        default:
            return nil
        }
        content = event.comparable
    }
}

extension FilingEvent {
    /// What counts when a source says the same again.
    var comparable: JSONObject {
        switch self {
        case .filingListed(let filing): filing.comparable
        case .companyNamed(let named): named.comparable
        case .companyIdentified(let identified): identified.comparable
        case .companyDescribed(let described): described.comparable
        default: data
        }
    }
}
