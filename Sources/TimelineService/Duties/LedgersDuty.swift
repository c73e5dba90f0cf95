import EventStorage
import ServiceLifecycle

/// Serves the ledgers beside the usual one, those that are made while it runs too, and does for each
/// what is done for the usual one.
struct LedgersDuty: ServiceLifecycle.Service {
    let server: AnnalsServer
    let usual: Service
    let router: LedgerRouter

    /// How long a new ledger is unknown at most.
    private static let pause = Duration.seconds(5)

    /// Adds those that nobody has added.
    @discardableResult
    func addNew() async throws -> [Service] {
        var added: [Service] = []
        for name in try await LedgerList(usual.ledger.pool).names() where !router.knows(name) {
            let service = try await server.service(of: name)
            router.add(service)
            added.append(service)
        }
        return added
    }

    /// - Throws: What ends a duty of one of them, which ends the service.
    func run() async throws {
        try await withThrowingDiscardingTaskGroup { group in
            var new = router.all.filter { $0 !== usual }
            while !Task.isShuttingDownGracefully, !group.isCancelled {
                for service in new {
                    let following = FollowingDuty(service: service, logger: service.logger)
                    group.addTask { try await following.run() }
                    for duty in try await server.duties(of: service) {
                        group.addTask { try await duty.run() }
                    }
                }
                await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.pause) }
                new = await newOnes()
            }
        }
    }

    private func newOnes() async -> [Service] {
        do {
            let added = try await addNew()
            for service in added { service.logger.notice("a new ledger is served") }
            return added
        } catch {
            // One that is just being made lacks tables; a server that is away comes back.
            usual.logger.info("No new ledgers: \(error)")
            return []
        }
    }
}
