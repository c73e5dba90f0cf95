import EventStorage
import Filings

extension EdgarLatest: NetworkSource {
    public var hostFamily: String { SECRegister.hostFamily }
    public var requestsPerSecond: Double { SECRegister.requestsPerSecond }

    public func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk {
        guard order.isEmpty else {
            throw .unusable(
                source: name,
                reason: "the feed is of all companies and of now; "
                    + "edgar-submissions takes companies, edgar-index days and quarters")
        }
        let newest = checkpoints[EdgarLatestWalk.part]?.state["newest"]
        return EdgarLatestWalk(
            server: order.server,
            lastNewest: newest.flatMap { Instant($0) })
    }

    /// Behind its window the feed answers 503 with a page for people; before that, the same answer
    /// means that the server is not well.
    public func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer {
        if answer.status == 503, answer.isHTML, let start = Self.start(in: request.url),
            start >= EdgarLatestWalk.windowEntries
        {
            return .pastTheEnd
        }
        return SECRegister.meaning(of: answer, to: request)
    }

    private static func start(in url: String) -> Int? {
        for field in url.split(whereSeparator: { $0 == "?" || $0 == "&" })
        where field.hasPrefix("start=") {
            return Int(field.dropFirst(6))
        }
        return nil
    }
}
