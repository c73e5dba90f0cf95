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
    let logger: Logger

    func run() async throws {
        let logger = logger
        let projector = Projector(ledger.store)
        let url = ledger.address.direct
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

    /// - Throws: ``EventStoreError/setBack(position:recordedAt:)``, which ends the service: what its
    ///   streams have told is not in the log any more.
    func run() async throws {
        let ticks = Task {
            while (try? await Task.sleep(for: Self.heartbeat)) != nil { service.hub.tick() }
        }
        defer {
            service.hub.close()
            ticks.cancel()
        }
        try await withGracefulShutdownHandler {
            try await follow()
        } onGracefulShutdown: {
            service.hub.close()
        }
    }

    private func follow() async throws {
        var ear = LogEar(service.ledger.address.direct, of: service.ledger.store)
        var seen = Seen()
        var last: LiveEvent?
        while !service.hub.isClosed, !Task.isCancelled {
            do {
                try await readOn(&last)
                let now = try await state()
                if now != seen { service.cache.forget() }
                seen = now
            } catch let error as EventStoreError {
                if case .setBack = error {
                    logger.critical("\(error)")
                    await ear.close()
                    throw error
                }
                tell(error)
            } catch {
                tell(error)
            }
            await ear.wait(atMost: Self.poll)
        }
        await ear.close()
    }

    private func tell(_ error: any Error) {
        if Task.isCancelled { return }
        logger.warning(
            "The log cannot be followed: \(Failure(known: error)?.message ?? "\(error)")")
        // What was kept may be outdated, and nobody would hear of it.
        service.cache.forget()
    }

    /// Reads from the last event on that was told, so that a log without it is noticed.
    private func readOn(_ last: inout LiveEvent?) async throws {
        let store = service.reading.store
        while true {
            let start = service.hub.head
            var next = try await LogHub.read(store, after: max(0, start - 1), most: 1_001)
            if start > 0 {
                guard let first = next.first, first.position == start,
                    last == nil || last?.bytes == first.bytes
                else {
                    // A standby that has not replayed it yet is behind, and nothing worse.
                    if next.isEmpty, try await store.isStandby() { return }
                    throw EventStoreError.setBack(
                        position: start, recordedAt: last?.recordedAt ?? .now)
                }
                last = first
                next.removeFirst()
            }
            if next.isEmpty { return }
            last = next.last
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
        let ledger = service.reading
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
