import CanonicalJSON
import EventStorage
import Filings

extension XBRLFilings: NetworkSource {
    public var hostFamily: String { "filings.xbrl.org" }

    /// The repository states no limit; a polite rate for a small public service.
    public var requestsPerSecond: Double { 2 }

    public func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk {
        if !order.quarters.isEmpty || order.isBulk || order.isLive {
            throw .unusable(source: name, reason: "it is read by company or by day")
        }
        var lists: [XBRLListWalk] = []
        for text in order.companies {
            let entity = XBRLEntity(text)
            guard entity.identifier.scheme == .lei else {
                throw .unusable(source: name, reason: "\"\(text)\" is no LEI")
            }
            lists.append(XBRLListWalk(of: entity, at: order.server))
        }
        if let days = order.days {
            lists.append(XBRLListWalk(addedIn: days, today: order.now.day, at: order.server))
        }
        if lists.isEmpty {
            throw .missing(source: name, hint: "--company LEI, or --since DAY")
        }
        return XBRLFilingsWalk(lists)
    }

    /// An error comes with `errors`, in a bad request as in a failure of the server.
    public func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer {
        switch answer.status {
        case 200..<300:
            if answer.isHTML { return .broken(reason: "an HTML page instead of JSON") }
            return answer.body.isEmpty ? .broken(reason: "an empty answer") : .content
        case 304: return .unchanged
        case 404: return .neverWillBe
        case 429: return .throttled
        case 500...: return .broken(reason: Self.reason(of: answer))
        default: return .refused(reason: Self.reason(of: answer))
        }
    }

    private static func reason(of answer: RawAnswer) -> String {
        let body = try? JSONValue(parsing: answer.body, numbers: .ecmaScript)
        let words = body?["errors"]?.arrayValue.map { XBRLFilings.words(of: $0) } ?? ""
        return words.isEmpty ? "status \(answer.status)" : words
    }
}
