import EventStorage
import Filings

extension CompaniesHouse: NetworkSource {
    public var hostFamily: String { "companieshouse.gov.uk" }

    /// 600 requests in five minutes for each key, then 429.
    ///
    /// Source: <https://developer-specs.company-information.service.gov.uk/guides/rateLimiting>.
    public var requestsPerSecond: Double { 2 }

    public func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk {
        if order.days != nil || !order.quarters.isEmpty || order.isBulk {
            throw .unusable(source: name, reason: "it is read by company or as a live stream")
        }
        if order.companies.isEmpty && !order.isLive {
            throw .missing(source: name, hint: "--company NUMBER, or --live")
        }
        var companies: [UKCompany] = []
        for text in order.companies {
            guard let company = UKCompany(number: text) else {
                throw .unusable(source: name, reason: "\"\(text)\" is no company number")
            }
            if !companies.contains(company) { companies.append(company) }
        }
        var following: CompaniesHouseFollowing?
        if order.isLive {
            let named = companies.map { " --company \($0.number)" }.joined()
            following = CompaniesHouseFollowing(
                from: checkpoints[CompaniesHouseAddress.streamPart]?.state["timepoint"],
                repair: "companies-house" + (named.isEmpty ? " --watch" : named))
        }
        return CompaniesHouseWalk(
            companies: companies, following: following,
            at: CompaniesHouseAddress(server: order.server))
    }

    public func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer {
        switch answer.status {
        case 200..<300:
            if answer.isHTML { return .broken(reason: "an HTML page instead of JSON") }
            if answer.body.isEmpty && !request.isLive { return .broken(reason: "an empty answer") }
            return .content
        case 304: return .unchanged
        case 401, 403: return .refused(reason: "the key is not accepted (\(answer.status))")
        case 404: return .neverWillBe
        case 416: return .pastTheEnd
        case 429: return .throttled
        case 500...: return .broken(reason: "status \(answer.status)")
        default: return .refused(reason: "status \(answer.status)")
        }
    }
}
