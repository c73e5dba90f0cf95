import Answering
import EventStorage
import Filings
import Logging
import Projections
import Proofs
import Sealing
import ServiceLifecycle

/// Keeps the read models up to the head; copies share them by leases.
struct ProjectingDuty: ServiceLifecycle.Service {
    let ledger: Ledger
    let isPooled: Bool
    let logger: Logger

    func run() async throws {
        let logger = logger
        let projector = Projector(ledger.store)
        let url = isPooled ? nil : ledger.url
        await cancelWhenGracefulShutdown {
            await projector.follow(listeningAt: url) { news in
                if let words = news.words { logger.warning("\(words)") }
            }
        }
    }
}

/// Reads the log as it grows, once for all: tells the streams, and forgets answers that are no
/// longer true.
struct FollowingDuty: ServiceLifecycle.Service {
    let service: Service
    let logger: Logger

    /// How long streams are silent at most.
    private static let heartbeat = Duration.seconds(15)
    /// How long a lost notification goes unnoticed.
    private static let poll = Duration.seconds(1)

    func run() async throws {
        let work = Task { await follow() }
        let ticks = Task {
            while (try? await Task.sleep(for: Self.heartbeat)) != nil { service.hub.tick() }
        }
        try? await gracefulShutdown()
        service.hub.close()
        work.cancel()
        ticks.cancel()
        await work.value
    }

    private func follow() async {
        var ear = LogEar(service.settings.isPooled ? nil : service.ledger.url)
        var seen = Seen()
        while !Task.isCancelled {
            do {
                try await readOn()
                let now = try await state()
                if now != seen { service.cache.forget() }
                seen = now
            } catch {
                if Task.isCancelled { break }
                logger.warning(
                    "The log cannot be followed: \(Failure(known: error)?.message ?? "\(error)")")
                // What was kept may be outdated, and nobody would hear of it.
                service.cache.forget()
            }
            await ear.wait(atMost: Self.poll)
        }
        await ear.close()
    }

    private func readOn() async throws {
        while true {
            let next = try await LogHub.read(
                service.ledger.store, after: service.hub.head, most: 1_000)
            if next.isEmpty { return }
            service.hub.publish(next)
            // At once, not when the read models have them: what is kept is without them.
            service.cache.forget()
        }
    }

    /// What answers rest on besides the log's events.
    private struct Seen: Equatable {
        var position: Int64 = -1
        var checkpoint: Int64 = -1
        var day: CivilDay?
    }

    private func state() async throws -> Seen {
        let ledger = service.ledger
        return Seen(
            position: try await ledger.models.standing(of: ReadModels.Table.allCases).position,
            checkpoint: try await LogCheckpoints(ledger.store).newest()?.checkpoint.size ?? 0,
            day: Instant.now.day)
    }
}

/// Signs the log at most once a second while it grows.
struct SealingDuty: ServiceLifecycle.Service {
    let service: Service
    let key: SigningKey
    let logger: Logger

    private static let pause = Duration.seconds(1)

    func run() async throws {
        await cancelWhenGracefulShutdown { await seal() }
    }

    private func seal() async {
        let sealer = Sealer(service.ledger.store, key: key, folder: service.ledger.keys)
        var (signed, said) = (Int64(-1), "")
        while !Task.isCancelled {
            if service.hub.head > signed {
                do throws(SealError) {
                    let note = try await sealer.seal()
                    signed = (try? note.checkpoint().size) ?? signed
                    said = ""
                } catch {
                    if Task.isCancelled { return }
                    // Once: a fork does not mend itself.
                    if "\(error)" != said { logger.error("Nothing is signed: \(error)") }
                    said = "\(error)"
                }
            }
            try? await Task.sleep(for: Self.pause)
        }
    }
}
