import EventStorage
import HTTPTypes
import Hummingbird
import Synchronization

/// Leads a request to the service of its ledger: `/ledgers/acme/companies` to that of acme, as
/// `/companies`, and everything else to the usual one.
final class LedgerRouter: HTTPResponder, Sendable {
    typealias Context = ServiceContext

    private let usual: Service
    /// All of them, the usual one too.
    private let services: Mutex<[LedgerName: Service]>

    init(usual: Service) {
        self.usual = usual
        services = Mutex([.usual: usual])
    }

    var all: [Service] { services.withLock { Array($0.values) } }

    func add(_ service: Service) {
        services.withLock { $0[service.ledger.address.ledger] = service }
    }

    func knows(_ name: LedgerName) -> Bool { services.withLock { $0[name] != nil } }

    private func service(named text: Substring) -> Service? {
        LedgerName(String(text)).flatMap { name in services.withLock { $0[name] } }
    }

    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let parts = request.uri.path.split(
            separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count > 2, parts[1] == "ledgers", let service = service(named: parts[2])
        else {
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
