import EventStorage
import HTTPTypes
import Hummingbird

/// Leads a request to the service of its ledger: `/ledgers/acme/companies` to that of acme, as
/// `/companies`, and everything else to the usual one.
struct LedgerRouter: HTTPResponder {
    typealias Context = ServiceContext

    private let usual: Service
    private let others: [Substring: Service]

    init(_ services: [Service], usual: Service) {
        self.usual = usual
        others = Dictionary(
            services.map { (Substring($0.ledger.address.ledger.text), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let parts = request.uri.path.split(
            separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count > 2, parts[1] == "ledgers", let service = others[parts[2]] else {
            return try await usual.respond(to: request, context: context)
        }
        var head = request.head
        let whole = head.path ?? ""
        let rest = whole.dropFirst("/ledgers/".count + parts[2].count)
        // The ledger's start page is there without its last stroke too.
        head.path = (rest.hasPrefix("/") ? "" : "/") + rest
        return try await service.respond(
            to: Request(head: head, body: request.body), context: context)
    }
}
