import CanonicalJSON

/// A fact about a stream's subject. The type's text is stored for ever; the case names follow it.
///
/// A new kind of event is a struct that conforms to ``EventData``, a case here, and a line in
/// ``init(type:data:)``, ``type`` and ``data``. The four revisions of a claim share one.
public enum FilingEvent: Equatable, Sendable {
    case companyNamed(CompanyNamed)
    case companyIdentified(CompanyIdentified)
    case companyDescribed(CompanyDescribed)
    case filingListed(FilingListed)
    case filingDetailed(FilingDetailed)
    case filingCorrected(FilingCorrected)
    case filingDelisted(FilingDelisted)
    case filingRelisted(FilingRelisted)
    case runFinished(RunFinished)
    case claimAsserted(Claim)
    /// `claim.corrected`, `claim.amended`, `claim.retracted`, `claim.reinstated`.
    case claimRevised(ClaimRevision)
    case projectionSkipped(ProjectionSkipped)
    case logAccessed(LogAccessed)
    case partAttached(PartAttached)
    case partErased(PartErased)
    case logReopened(LogReopened)
    /// An event of a type that this version does not know: kept whole, shown raw.
    case unknown(type: String, data: JSONObject)

    /// Reads what ``data`` wrote.
    ///
    /// - Throws: ``EventDataError`` when a known type's data lacks a field or has it malformed.
    public init(type: String, data: JSONObject) throws(EventDataError) {
        switch type {
        case CompanyNamed.type: self = .companyNamed(try CompanyNamed(data: data))
        case CompanyIdentified.type: self = .companyIdentified(try CompanyIdentified(data: data))
        case CompanyDescribed.type: self = .companyDescribed(try CompanyDescribed(data: data))
        case FilingListed.type: self = .filingListed(try FilingListed(data: data))
        case FilingDetailed.type: self = .filingDetailed(try FilingDetailed(data: data))
        case FilingCorrected.type: self = .filingCorrected(try FilingCorrected(data: data))
        case FilingDelisted.type: self = .filingDelisted(try FilingDelisted(data: data))
        case FilingRelisted.type: self = .filingRelisted(try FilingRelisted(data: data))
        case RunFinished.type: self = .runFinished(try RunFinished(data: data))
        case Claim.type: self = .claimAsserted(try Claim(data: data))
        case ProjectionSkipped.type:
            self = .projectionSkipped(try ProjectionSkipped(data: data))
        case LogAccessed.type: self = .logAccessed(try LogAccessed(data: data))
        case PartAttached.type: self = .partAttached(try PartAttached(data: data))
        case PartErased.type: self = .partErased(try PartErased(data: data))
        case LogReopened.type: self = .logReopened(try LogReopened(data: data))
        default:
            guard let kind = ClaimRevision.Kind(type: type) else {
                self = .unknown(type: type, data: data)
                return
            }
            self = .claimRevised(try ClaimRevision(kind, data: data))
        }
    }

    /// The stored name of the type: `filing.listed`.
    public var type: String {
        switch self {
        case .companyNamed: CompanyNamed.type
        case .companyIdentified: CompanyIdentified.type
        case .companyDescribed: CompanyDescribed.type
        case .filingListed: FilingListed.type
        case .filingDetailed: FilingDetailed.type
        case .filingCorrected: FilingCorrected.type
        case .filingDelisted: FilingDelisted.type
        case .filingRelisted: FilingRelisted.type
        case .runFinished: RunFinished.type
        case .claimAsserted: Claim.type
        case .claimRevised(let revision): revision.type
        case .projectionSkipped: ProjectionSkipped.type
        case .logAccessed: LogAccessed.type
        case .partAttached: PartAttached.type
        case .partErased: PartErased.type
        case .logReopened: LogReopened.type
        case .unknown(let type, _): type
        }
    }

    /// The `data` member of the event's entry.
    public var data: JSONObject {
        switch self {
        case .companyNamed(let named): named.data
        case .companyIdentified(let identified): identified.data
        case .companyDescribed(let described): described.data
        case .filingListed(let filing): filing.data
        case .filingDetailed(let detailed): detailed.data
        case .filingCorrected(let corrected): corrected.data
        case .filingDelisted(let delisted): delisted.data
        case .filingRelisted(let relisted): relisted.data
        case .runFinished(let run): run.data
        case .claimAsserted(let claim): claim.data
        case .claimRevised(let revision): revision.data
        case .projectionSkipped(let skipped): skipped.data
        case .logAccessed(let accessed): accessed.data
        case .partAttached(let attached): attached.data
        case .partErased(let erased): erased.data
        case .logReopened(let reopened): reopened.data
        case .unknown(_, let data): data
        }
    }
}
