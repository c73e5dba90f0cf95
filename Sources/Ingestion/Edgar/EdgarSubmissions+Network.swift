import EventStorage
import Filings

extension EdgarSubmissions: NetworkSource {
    public var hostFamily: String { SECRegister.hostFamily }
    public var requestsPerSecond: Double { SECRegister.requestsPerSecond }

    /// - Parameter order: Its companies are CIKs, or tickers as the SEC's own list has them.
    public func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk {
        if order.days != nil || !order.quarters.isEmpty {
            throw .unusable(
                source: name, reason: "a company's list is read whole; it takes no days")
        }
        if order.isBulk {
            guard order.companies.isEmpty else {
                throw .unusable(
                    source: name, reason: "the file for everybody takes no single companies")
            }
            return SubmissionsBulkWalk(server: order.server, checkpoints: checkpoints)
        }
        var filers: [EdgarFiler] = []
        var tickers: [String] = []
        for company in order.companies {
            if let filer = EdgarFiler(cik: company) {
                filers.append(filer)
                continue
            }
            let ticker = Identifier(.ticker, company)
            guard ticker.verdict == .ok else {
                throw .unusable(source: name, reason: "\(company) is neither a CIK nor a ticker")
            }
            if !tickers.contains(ticker.normalized) { tickers.append(ticker.normalized) }
        }
        guard !filers.isEmpty || !tickers.isEmpty else {
            throw .missing(source: name, hint: "a company by its CIK or its ticker")
        }
        return EdgarSubmissionsWalk(
            filers: filers, tickers: tickers, server: order.server, checkpoints: checkpoints)
    }

    /// The archive is told by its first bytes and not by its type, which is one of several.
    public func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer {
        let meaning = SECRegister.meaning(of: answer, to: request)
        guard request.isLarge, meaning == .content else { return meaning }
        return SubmissionsBulkWalk.isZip(answer.body) ? .content : .broken(reason: "no zip file")
    }
}
