import EventStorage
import Glibc
import ProjectWorker
import TestSupport
import Testing

@testable import Projections

/// Processes that run projections and are killed, or frozen, at any moment.
@Suite(.serialized) struct KilledProjectorTests {
    private static let projections: [any Projection] = ProjectionCatalog.all + [StreamCounts()]
    /// Short, so that what a killed one leaves is soon taken over.
    private static let lease = "150"

    private static var rounds: Int { getenv("ANNALS_LONG_TESTS") == nil ? 50 : 500 }

    /// Digests and counts are those of the log as a whole, read in one go.
    private func expectWhole(_ log: ReadModelLog) async throws {
        let head = try await log.store.head().position
        let end = try await SpawnedProgram("ProjectWorker", [log.url, "run", "400", Self.lease])
            .finish()
        #expect(end.isDone, "\(end.lines)")
        #expect(try await log.lowestCheckpoint(of: Self.projections) == head)
        try await log.expectEachEventOnce()
        let report = try await Replayer(log.store, workers: 4)
            .run(Self.projections, through: head)
        #expect(report.models.count == Self.projections.count)
        for model in report.models {
            #expect(model.live == .equal, "\(model.digest.projection)")
        }
    }

    @Test func `killed at any moment, two at a time, they apply each event exactly once`()
        async throws
    {
        var random = SplitMix64(seed: 20_261_126)
        try await withReadModelLog { log in
            let writing = Task {
                try await log.write(by: 8, times: Self.rounds * 2, pause: .milliseconds(150))
            }
            var workers: [SpawnedProgram] = []
            for round in 0..<Self.rounds {
                let mode = ["run", "follow"][Int.random(in: 0...1, using: &random)]
                let batch = [1, 7, 60][Int.random(in: 0...2, using: &random)]
                workers.append(
                    try SpawnedProgram("ProjectWorker", [log.url, mode, "\(batch)", Self.lease]))
                if round == 0 { continue }
                // Any moment: while it starts, or while it works.
                if Bool.random(using: &random) { try await workers[1].waitForOutput() }
                try await Task.sleep(
                    for: .microseconds(Int.random(in: 0...250_000, using: &random)))
                let killed = workers.remove(at: Int.random(in: 0...1, using: &random))
                killed.kill()
                _ = try await killed.finish()
            }
            for worker in workers {
                worker.kill()
                _ = try await worker.finish()
            }
            writing.cancel()
            _ = await writing.result
            // They did something, and were killed in the middle of it.
            let reached = try await log.lowestCheckpoint(of: Self.projections)
            #expect(reached > 0)
            try await expectWhole(log)
        }
    }

    @Test func `one frozen past its lease and woken again applies nothing twice`() async throws {
        var random = SplitMix64(seed: 7)
        try await withReadModelLog { log in
            for round in 1...5 {
                try await log.write(by: 2, times: 10 * round)
                let frozen = try SpawnedProgram(
                    "ProjectWorker", [log.url, "follow", "3", Self.lease])
                try await frozen.waitForOutput()
                try await Task.sleep(
                    for: .microseconds(Int.random(in: 0...200_000, using: &random)))
                frozen.signal(SIGSTOP)
                let other = try SpawnedProgram("ProjectWorker", [log.url, "run", "5", Self.lease])
                #expect(try await other.finish().isDone)
                frozen.signal(SIGCONT)
                try await Task.sleep(for: .milliseconds(100))
                frozen.kill()
                _ = try await frozen.finish()
                try await log.expectEachEventOnce()
            }
            try await expectWhole(log)
        }
    }

    @Test func `a rebuild killed at any moment goes on, and ends as if it had not been`()
        async throws
    {
        var random = SplitMix64(seed: 9)
        try await withReadModelLog { log in
            try await log.write(by: 8, times: 20)
            let end = try await SpawnedProgram("ProjectWorker", [log.url, "run", "400", "1000"])
                .finish()
            #expect(end.isDone)
            for _ in 1...(Self.rounds / 5) {
                let workers = ["1", "4"][Int.random(in: 0...1, using: &random)]
                let worker = try SpawnedProgram("ProjectWorker", [log.url, "rebuild", workers])
                if Bool.random(using: &random) { try await worker.waitForOutput() }
                try await Task.sleep(
                    for: .microseconds(Int.random(in: 0...300_000, using: &random)))
                worker.kill()
                _ = try await worker.finish()
            }
            let last = try await SpawnedProgram("ProjectWorker", [log.url, "rebuild", "2"])
                .finish()
            #expect(last.isDone, "\(last.lines)")
            try await expectWhole(log)
        }
    }
}
