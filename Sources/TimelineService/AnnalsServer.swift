import Answering
import EventStorage
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import Logging
import NIOCore
import NIOSSL
import Postgres
import Projections
import Proofs
import Sealing
import ServiceLifecycle

/// The service as a process runs it: answers requests, and does its duties, until it is told to end.
public struct AnnalsServer: Sendable {
    private let settings: ServiceSettings
    private let address: DatabaseAddress
    private let keys: KeyFolder
    private let logger: Logger

    /// Sessions with the database: what answers and duties need at once.
    private static let sessions = 12

    public init(
        settings: ServiceSettings, address: DatabaseAddress, keys: KeyFolder, logger: Logger
    ) {
        self.settings = settings
        self.address = address
        self.keys = keys
        self.logger = logger
    }

    /// Runs until SIGTERM or SIGINT; requests that are being answered are answered.
    ///
    /// - Parameter onListening: Called with the port, once it is open.
    /// - Throws: ``Failure`` when it cannot begin.
    public func run(
        program: String, onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let usual = try await service(of: .usual)
        let router = LedgerRouter(usual: usual)
        let others = LedgersDuty(server: self, usual: usual, router: router)
        // Before anybody is answered: who asks for a ledger that is there gets it.
        try await others.addNew()
        let supervision = SupervisionDuty()
        let application = try application(router) { port in
            supervision.tellReady()
            onListening(port)
        }
        var services: [any ServiceLifecycle.Service] = [supervision]
        services += try await duties(of: usual)
        if !settings.schedule.isEmpty {
            services.append(
                IngestingDuty(
                    program: program, address: address, schedule: settings.schedule, logger: logger)
            )
        }
        services.append(application)
        // The last ones end first: streams are told to end before the server waits for them.
        services += [FollowingDuty(service: usual, logger: logger), others]
        let group = ServiceGroup(
            configuration: .init(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
        try await group.run()
        for service in router.all {
            await service.reading.pool.close()
            await service.ledger.pool.close()
        }
    }

    /// What answers for one ledger, at the log's head.
    func service(of name: LedgerName) async throws -> Service {
        let address = address.of(name)
        var logger = logger
        if name != .usual { logger[metadataKey: "ledger"] = "\(name)" }
        let ledger = ledger(
            at: address, through: address.pool(size: Self.sessions, backoff: Backoff()))
        let reading = address.readingPool(size: Self.sessions, backoff: Backoff())
            .map { self.ledger(at: address, through: $0) }
        do {
            try await check(ledger)
        } catch {
            await ledger.pool.close()
            await reading?.pool.close()
            throw error
        }
        let service = Service(
            ledger: ledger, reading: reading, settings: settings, logger: logger)
        service.hub.begin(at: try await service.reading.store.head().position)
        return service
    }

    /// What keeps its read models and its proof at the head.
    func duties(of service: Service) async throws -> [any ServiceLifecycle.Service] {
        let ledger = service.ledger
        var duties: [any ServiceLifecycle.Service] = []
        if settings.projects {
            duties.append(ProjectingDuty(ledger: ledger, logger: service.logger))
        }
        guard settings.seals else { return duties }
        // A name said on the command line is that of the usual ledger's log.
        let origin = ledger.address.ledger == .usual ? settings.origin : nil
        if let key = try await ledger.keys.signingKey(origin, for: ledger) {
            duties.append(SealingDuty(service: service, key: key, logger: service.logger))
        } else {
            service.logger.notice("There is no key here: nothing is signed.")
        }
        return duties
    }

    private func ledger(at address: DatabaseAddress, through pool: Pool) -> Ledger {
        Ledger(
            address, pool: pool, keys: keys.of(address.ledger), patience: .seconds(1),
            remark: { Lag.remark($0) },
            makeModels: { ledger, tables in
                _ = try await Projector(ledger.store, of: tables).run()
            })
    }

    private func check(_ ledger: Ledger) async throws {
        let due = try await Migrator(ledger.pool).due()
        guard due.isEmpty else {
            throw Failure(
                "\(ledger.address.ledger) lacks \(due.count) changes of this version. Try: annals migrate",
                .failed)
        }
        try await ledger.checkContinuation()
        if ServiceSettings.isLoopback(settings.host) { return }
        let tokens = try await AccessTokens(ledger.store).all()
        guard tokens.contains(where: \.isLive) else {
            throw Failure(
                "\(settings.host) can be reached from other machines, and there is no token yet. "
                    + "Make one: annals token create NAME --role reader", .notAllowed)
        }
    }

    private func application(
        _ router: LedgerRouter, onListening: @escaping @Sendable (Int) -> Void
    ) throws -> some ApplicationProtocol {
        var limits = HTTP1Channel.Configuration.DecoderConfiguration()
        limits.maxHeaderFieldSize = 16 << 10
        limits.maxHeaderListSize = 32 << 10
        limits.maxHeaderFieldCount = 100
        let http = HTTPServerBuilder.http1(
            configuration: .init(idleTimeout: .seconds(60), httpDecoderConfiguration: limits))
        var quiet = logger
        // Libraries tell of every connection that a client breaks.
        quiet.logLevel = max(logger.logLevel, .warning)
        return Application(
            responder: router, server: try secured(http),
            configuration: .init(
                address: .hostname(settings.host, port: settings.port),
                serverName: ServiceDescription.name, backlog: 1_024),
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? 0) },
            logger: quiet)
    }

    private func secured(_ http: HTTPServerBuilder) throws -> HTTPServerBuilder {
        guard let (certificate, key) = settings.tls else { return http }
        do {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate)
            let secret = try NIOSSLPrivateKey(file: key, format: .pem)
            var configuration = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(secret))
            configuration.minimumTLSVersion = .tlsv12
            return try .tls(http, tlsConfiguration: configuration)
        } catch {
            throw Failure("The certificate or its key cannot be used: \(error)", .badInput)
        }
    }
}
