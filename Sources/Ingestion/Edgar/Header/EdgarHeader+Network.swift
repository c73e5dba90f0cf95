import EventStorage

extension EdgarHeader: NetworkSource {
    public var hostFamily: String { SECRegister.hostFamily }
    public var requestsPerSecond: Double { SECRegister.requestsPerSecond }

    /// Takes ``IngestOrder/filings``; a single company is whose they are where they do not say.
    public func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk {
        guard !order.filings.isEmpty else {
            throw .missing(source: name, hint: "name filings as CIK/accession")
        }
        guard order.days == nil, order.quarters.isEmpty, !order.isBulk, !order.isLive else {
            throw .unusable(source: name, reason: "it reads single filings, no days or quarters")
        }
        guard order.companies.count <= 1 else {
            throw .unusable(source: name, reason: "name one company, or write CIK/accession")
        }
        var owner: EdgarFiler?
        if let company = order.companies.first {
            guard let filer = EdgarFiler(cik: company) else {
                throw .unusable(source: name, reason: "\"\(company)\" is no CIK")
            }
            owner = filer
        }
        var addresses: [FilingAddress] = []
        for filing in order.filings {
            let address = try FilingAddress(filing, of: owner)
            if !addresses.contains(where: { $0.accession == address.accession }) {
                addresses.append(address)
            }
        }
        return HeaderWalk(addresses, server: order.server)
    }

    public func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer {
        SECRegister.meaning(of: answer, to: request)
    }
}
