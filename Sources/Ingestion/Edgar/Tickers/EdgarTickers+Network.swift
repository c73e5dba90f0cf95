import EventStorage
import Filings

extension EdgarTickers: NetworkSource {
    public var hostFamily: String { SECRegister.hostFamily }
    public var requestsPerSecond: Double { SECRegister.requestsPerSecond }

    static let kinds = [
        "company_tickers", "company_tickers_exchange", "company_tickers_mf", "ticker",
    ]

    static func address(of kind: String) -> String {
        "https://www.sec.gov/" + (kind == "ticker" ? "include/ticker.txt" : "files/\(kind).json")
    }

    /// - Parameter order: Its variant names one of the files; without it, all are read.
    public func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk {
        guard order.companies.isEmpty, order.days == nil, order.quarters.isEmpty else {
            throw .unusable(source: name, reason: "the files are of all companies and of now")
        }
        if let variant = order.variant, !Self.kinds.contains(variant) {
            let kinds = Self.kinds.joined(separator: ", ")
            throw .unusable(source: name, reason: "there is no \(variant); there are: \(kinds)")
        }
        let requests = (order.variant.map { [$0] } ?? Self.kinds).map { kind in
            var request = SourceRequest(
                part: kind, url: SECRegister.address(Self.address(of: kind), on: order.server))
            request.isConditional = true
            return request
        }
        return Walk(waiting: requests)
    }

    public func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer {
        SECRegister.meaning(of: answer, to: request)
    }

    /// One file after the other.
    private struct Walk: SourceWalk {
        var waiting: [SourceRequest]
        var taken: [RunCoverage] = []

        mutating func next() -> SourceRequest? {
            waiting.isEmpty ? nil : waiting.removeFirst()
        }

        mutating func take(_ page: WalkedPage) {
            if let reading = page.reading {
                taken += reading.coverage
            } else if page.answer == .unchanged {
                taken.append(RunCoverage(unit: page.request.part, state: .complete))
            } else {
                taken.append(Self.unread(page.request.part, page.reasonNotRead))
            }
        }

        var coverage: [RunCoverage] {
            taken + waiting.map { Self.unread($0.part, "not asked for") }
        }

        private static func unread(_ part: String, _ reason: String) -> RunCoverage {
            RunCoverage(
                unit: part, state: .unread, reason: reason,
                repair: "edgar-tickers --variant \(part)")
        }
    }
}
