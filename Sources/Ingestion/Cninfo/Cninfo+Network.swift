import EventStorage
import Filings

extension Cninfo: NetworkSource {
    public var hostFamily: String { "cninfo.com.cn" }

    /// Nothing is stated; users report answers that slow down to 20 seconds a page on long lists.
    public var requestsPerSecond: Double { 1 }

    /// The first day of electronic disclosure on either exchange lies behind it.
    private static let beginning = CivilDay(year: 1998, month: 1, day: 1)

    /// How far ahead announcements are dated: over the longest holidays.
    private static let daysAhead = 14

    public func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk {
        if !order.quarters.isEmpty || order.isBulk || order.isLive {
            throw .unusable(source: name, reason: "it is read by company or by day")
        }
        let today = BeijingTime.day(at: order.now)
        let last = today.adding(days: Self.daysAhead)
        let all = min(Self.beginning ?? today, last)...last
        var targets: [CninfoTarget] = []
        for text in order.companies {
            guard let stock = CninfoStock(text) else {
                throw .unusable(source: name, reason: "\"\(text)\" is no stock code")
            }
            targets.append(
                CninfoTarget(stock, in: order.days ?? all, isLimited: order.days != nil))
        }
        if targets.isEmpty, let days = order.days { targets = [CninfoTarget(marketIn: days)] }
        if targets.isEmpty {
            throw .missing(source: name, hint: "--company CODE, or --day or --since DAY")
        }
        return CninfoWalk(targets, today: today, at: CninfoAddress(server: order.server))
    }

    public func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer {
        switch answer.status {
        case 200..<300:
            if answer.isHTML { return .broken(reason: "an HTML page instead of JSON") }
            return answer.body.isEmpty ? .broken(reason: "an empty answer") : .content
        case 304: return .unchanged
        // The register's guard blocks who asks too often, and says so with either.
        case 403, 429: return .throttled
        case 500...: return .broken(reason: "status \(answer.status)")
        default: return .refused(reason: "status \(answer.status)")
        }
    }
}
