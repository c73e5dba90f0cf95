import Answering
import EventStorage
import HTTPTypes
import Hummingbird
import Logging
import Postgres
import Synchronization

/// Answers requests: finds the resource, asks who wants it, and sends what it is answered with.
final class Service: HTTPResponder, Sendable {
    typealias Context = ServiceContext

    /// For what is written.
    let ledger: Ledger
    /// For questions: the same, or standbys.
    let reading: Ledger
    let replicas: Replicas?
    let settings: ServiceSettings
    let cache = AnswerCache()
    let hub: LogHub
    let gate: Gate
    let traffic = Traffic()
    let logger: Logger
    /// What addresses begin with: nothing, or `/ledgers/acme`.
    let root: String
    private let dispatcher: Dispatcher

    /// - Parameter reading: `nil`: questions go where writes go.
    init(ledger: Ledger, reading: Ledger?, settings: ServiceSettings, logger: Logger) {
        self.ledger = ledger
        self.reading = reading ?? ledger
        replicas = reading.map { Replicas($0.store) }
        self.settings = settings
        self.logger = logger
        root = Self.root(of: ledger.address.ledger)
        dispatcher = Dispatcher(ResourceCatalog.resources(of: ledger.address.ledger))
        hub = LogHub(self.reading.store)
        gate = Gate(tokens: AccessTokens(ledger.store), settings: settings)
    }

    /// `nil` for the usual one.
    var ledgerName: String? {
        let name = ledger.address.ledger
        return name == .usual ? nil : name.text
    }

    static func root(of ledger: LedgerName) -> String {
        ledger == .usual ? "" : "/ledgers/\(ledger)"
    }

    /// - Parameter request: Its path is without ``root``.
    ///
    /// Never throws: what goes wrong is answered with a ``Problem``, and told of once.
    func respond(to request: Request, context: ServiceContext) async throws -> Response {
        let began = ContinuousClock.now
        let id = Self.requestID(request)
        var found: Resource?
        var response: Response
        do {
            response = try await answer(request, context, id: id, found: &found)
        } catch let problem as Problem {
            response = problem.response()
        } catch let error as CancellationError {
            throw error
        } catch {
            response = problem(of: error, id: id).response()
        }
        if request.method == .head {
            response.headers[.contentLength] = String(response.body.contentLength ?? 0)
            response.body = .init()
        }
        response.headers[.requestID] = id
        SecurityHeaders.add(to: &response)
        let took = ContinuousClock.now - began
        traffic.count(found?.path ?? "unknown", status: response.status.code, took: took)
        tell(request, response, id: id, took: took)
        return response
    }

    private func answer(
        _ request: Request, _ context: ServiceContext, id: String, found: inout Resource?
    ) async throws -> Response {
        let (resource, path) = try dispatcher.resource(for: request)
        found = resource
        let caller = try await gate.caller(
            of: request, at: context.address, for: resource, path: path)
        let query = try Query(request.uri.query, known: resource.query)
        let isLive = Self.wantsEvents(request, of: resource)
        let format =
            resource.formats.isEmpty || isLive
            ? .json
            : try MediaTypes.chosen(
                format: query["format"], accept: request.headers[.accept],
                among: resource.formats)
        let isBehind = try await isBehind(request, resource)
        let asked = Asked(
            service: self, ledger: resource.method == .get && !isBehind ? reading : ledger,
            resource: resource, request: request, path: path, query: query,
            caller: caller, format: format, question: root + Self.question(request), id: id)
        if isLive { return try await EventStream(asked).response() }
        if case .response(let respond) = resource.work { return try await respond(asked) }
        let isNew = isBehind || !resource.hasLimits
        let answer = isNew ? try await made(asked).answer : try await kept(asked)
        return answer.response(to: request, isShared: settings.readsAreOpen)
    }

    /// Whether the standbys lack what this request must see, so that the primary answers it.
    private func isBehind(_ request: Request, _ resource: Resource) async throws -> Bool {
        guard resource.method == .get, let replicas else { return false }
        let wanted = try request.headers[.afterWAL].map { text in
            guard let position = WALPosition(text) else {
                throw Problem(
                    .badRequest, "Annals-After-LSN is what Annals-LSN was, as 0/3000148.")
            }
            return position
        }
        switch try await replicas.wait(for: wanted) {
        case .current: return false
        // What was kept may be from before.
        case .caughtUp:
            cache.forget()
            return false
        case .behind: return true
        }
    }

    /// A new answer, and whether it has the last events.
    private func made(_ asked: Asked) async throws -> AnswerCache.Made {
        let lag = Lag()
        var content = try await lag.watch { try await asked.content() }
        content.remarks += lag.remarks
        return (Representation(content), lag.remarks.isEmpty)
    }

    /// The answer that is kept, else a new one.
    private func kept(_ asked: Asked) async throws -> Representation {
        let when = asked.header(.acceptDatetime) ?? ""
        let key = "\(asked.format) \(asked.request.uri.string) \(when)"
        return try await cache.answer(to: key) { try await self.made(asked) }
    }

    private func problem(of error: any Error, id: String) -> Problem {
        if let failure = Failure(known: error) { return Problem(failure) }
        logger.error("\(error)", metadata: ["request": "\(id)"])
        return Problem(.internalServerError, "Something failed here; the log has it as \(id).")
    }

    /// The path, and those parameters that the answer depends on, in order.
    private static func question(_ request: Request) -> String {
        let parameters = Asked.parameters(of: request)
            .filter { !["cursor", "limit", "format", "fields"].contains($0.name) }
            .map { "\($0.name)=\($0.value)" }.sorted()
        return request.uri.path + "?" + parameters.joined(separator: "&")
    }

    private static func wantsEvents(_ request: Request, of resource: Resource) -> Bool {
        guard case .events = resource.work, let accept = request.headers[.accept] else {
            return false
        }
        return accept.lowercased().split(separator: ",").contains {
            $0.trimmingBlanks.hasPrefix("text/event-stream")
        }
    }

    /// That of the caller where it is a harmless word, else a new one.
    private static func requestID(_ request: Request) -> String {
        if let given = request.headers[.requestID], (1...64).contains(given.utf8.count),
            given.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        {
            return given
        }
        return String(UInt64.random(in: .min ... .max), radix: 36)
    }

    /// One line a request; addresses without their query, which may hold what somebody looks for.
    private func tell(_ request: Request, _ response: Response, id: String, took: Duration) {
        logger.info(
            "\(request.method.rawValue) \(root)\(Self.safe(request.uri.path)) \(response.status.code)",
            metadata: [
                "request": "\(id)", "ms": "\(took.milliseconds)",
            ])
    }

    private static func safe(_ path: String) -> String {
        PercentText.header(String(path.prefix(200)))
    }
}

extension Duration {
    /// Rounded down.
    var milliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}

/// What is known of a request before it is read.
struct ServiceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Where it comes from, without the port.
    let address: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        address = source.channel.remoteAddress?.ipAddress ?? "local"
    }
}
