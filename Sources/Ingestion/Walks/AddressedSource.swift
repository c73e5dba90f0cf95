import EventStorage
import Filings

/// A source without a register of its own: it reads whatever stands at the addresses that a user
/// names, as it reads files.
protocol AddressedSource: NetworkSource {}

extension AddressedSource {
    /// Nobody knows what the servers allow; twice a second is polite.
    public var hostFamily: String { name }
    public var requestsPerSecond: Double { 2 }

    public func walk(
        _ order: IngestOrder, checkpoints: [String: SourceCheckpoint]
    ) throws(OrderError) -> any SourceWalk {
        guard !order.addresses.isEmpty else {
            throw .missing(source: name, hint: "name files with --file, or addresses with --url")
        }
        guard order.companies.isEmpty, order.days == nil, order.quarters.isEmpty, !order.isBulk,
            !order.isLive
        else { throw .unusable(source: name, reason: "it reads what --url names, and all of it") }
        return AddressWalk(order.addresses, source: name)
    }

    public func meaning(of answer: RawAnswer, to request: SourceRequest) -> SourceAnswer {
        switch answer.status {
        case 200 where answer.isHTML: .broken(reason: "a page of HTML")
        case 200: .content
        case 304: .unchanged
        case 404, 410: .refused(reason: "nothing is there (\(answer.status))")
        case 429: .throttled
        case 500...: .broken(reason: "status \(answer.status)")
        default: .refused(reason: "status \(answer.status)")
        }
    }
}

/// One conditional request for each address.
struct AddressWalk: SourceWalk {
    private let source: String
    private var waiting: [String]
    private(set) var coverage: [RunCoverage]

    init(_ addresses: [String], source: String) {
        self.source = source
        waiting = addresses
        coverage = addresses.map { address in
            RunCoverage(
                unit: address, state: .unread, reason: "not asked for",
                repair: "\(source) --url \(address)")
        }
    }

    mutating func next() -> SourceRequest? {
        guard !waiting.isEmpty else { return nil }
        let address = waiting.removeFirst()
        var request = SourceRequest(part: address, url: address)
        request.isConditional = true
        return request
    }

    mutating func take(_ page: WalkedPage) {
        guard let place = coverage.firstIndex(where: { $0.unit == page.request.part }) else {
            return
        }
        if let failure = page.failure {
            coverage[place].reason = "\(failure)"
        } else if let trouble = page.trouble {
            coverage[place].reason = trouble
        } else if let refusals = page.reading?.refusals, !refusals.isEmpty {
            coverage[place].state = .partial
            coverage[place].reason = "\(refusals.count) parts refused"
        } else {
            coverage[place] = RunCoverage(unit: page.request.part, state: .complete)
        }
    }
}
