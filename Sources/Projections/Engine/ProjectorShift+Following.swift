import EventStorage
import Postgres

/// Following the log.
extension ProjectorShift {
    func follow(
        listeningAt url: String?, report: @escaping @Sendable (ProjectorNews) -> Void
    ) async {
        tell = report
        let heart = Task {
            await beatOnce()
            await beat()
        }
        var ear = LogEar(url, of: projector.store)
        var failures = 0
        while !Task.isCancelled {
            do throws(EventStoreError) {
                try await lookAround()
                beginBuilding()
                let moved = try await round()
                failures = 0
                if moved { movedAt = .now } else { await rest(with: &ear) }
            } catch {
                if Task.isCancelled { break }
                failures += 1
                report(.trouble(error))
                await pause(min(.seconds(10), .milliseconds(20 << min(failures, 9))))
                forgetPlaces()
            }
        }
        heart.cancel()
        building?.cancel()
        await building?.value
        _ = await heart.value
        await leave()
        await ear.close()
    }

    /// Makes tables beside the following of those that there are; what fails is begun again.
    private func beginBuilding() {
        guard building == nil, !state.due.isEmpty else { return }
        building = Task {
            do throws(EventStoreError) {
                if try await !makeTables(progress: { _, _ in }) { await pause(.seconds(1)) }
            } catch {
                if !Task.isCancelled { report(.trouble(error)) }
                await pause(.seconds(1))
            }
            building = nil
        }
    }

    private func beatOnce() async {
        try? await projector.perform { [holder] connection throws(EventStoreError) in
            try holder.beat(on: connection)
        }
    }

    /// While events come, looks again at once; after a quiet second, waits to be told, at most
    /// another second: a lost notification costs that and never an event.
    private func rest(with ear: inout LogEar) async {
        if let movedAt, ContinuousClock.now - movedAt < .seconds(1) {
            await pause(.milliseconds(5))
        } else {
            await ear.wait(atMost: min(.seconds(1), projector.lease / 4))
        }
    }

    func report(_ news: ProjectorNews) { tell(news) }
}
