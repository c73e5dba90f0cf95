import EventStorage
import Filings
import Glibc
import TestSupport
import Testing

/// Several processes append at once, and are killed.
@Suite(.serialized) struct ProcessTests {
    private static let shared = (1...3).map { StreamName.numbered($0) }
    private static let raced = (8...9).map { StreamName.numbered($0) }

    @Test func `eight processes append at once and lose nothing`() async throws {
        try await withLog { log in
            let workers = try (1...8).map { number in
                try WorkerProcess(
                    log.url, number: number, count: 25, mode: number <= 4 ? "any" : "exact",
                    streams: number <= 4 ? Self.shared : Self.raced)
            }
            var positions: [Int64] = []
            for worker in workers {
                let end = try await worker.finish()
                #expect(end.isDone)
                #expect(end.acknowledged.map(\.request) == Array(0..<25))
                #expect(!end.acknowledged.flatMap(\.known).contains(true))
                positions += end.acknowledged.flatMap(\.positions)
            }
            // 4 × 25 requests of 6 events and 4 × 25 of 2; one winner for every exact version.
            #expect(positions.sorted() == (1...800).map { Int64($0) })
            #expect(try await log.store.version(of: Self.raced[0]) == 100)
            #expect(try await log.store.version(of: Self.shared[0]) == 200)
        }
    }

    @Test func `what killed processes leave is whole, acknowledged and can be sent again`()
        async throws
    {
        let rounds = getenv("ANNALS_LONG_TESTS") == nil ? 50 : 500
        var random = SplitMix64(seed: 20_261_123)
        try await withLog { log in
            var crews = [KilledCrew(number: 1, mode: "any"), KilledCrew(number: 2, mode: "exact")]
            for _ in 1...rounds {
                let workers = try crews.map { crew in
                    try WorkerProcess(
                        log.url, number: crew.number, first: crew.next, count: 100_000,
                        mode: crew.mode, streams: crew.mode == "any" ? Self.shared : Self.raced)
                }
                // Any moment: while it starts, or while it appends.
                if Bool.random(using: &random) {
                    for worker in workers { try await worker.waitForAcknowledgement() }
                }
                let pause = Int.random(in: 0...60_000, using: &random)
                try await Task.sleep(for: .microseconds(pause))
                for worker in workers { worker.kill() }
                for index in crews.indices {
                    crews[index].take(try await workers[index].finish().acknowledged)
                }
            }
            let events = try await log.events()
            for crew in crews { crew.check(events) }
            #expect(crews.allSatisfy { $0.next > 0 })
        }
    }
}

/// The workers of one number, one after the other: each repeats the last one's last request.
private struct KilledCrew {
    let number: Int
    let mode: String
    private var places: [Int: [Int64]] = [:]
    private(set) var next = 0

    init(number: Int, mode: String) {
        self.number = number
        self.mode = mode
    }

    mutating func take(_ acknowledged: [WorkerProcess.Acknowledged]) {
        for one in acknowledged {
            if let earlier = places.updateValue(one.positions, forKey: one.request) {
                #expect(earlier == one.positions, "the retry of \(one.request) stands elsewhere")
                #expect(!one.known.contains(false))
            }
        }
        next = max(next, (acknowledged.last?.request ?? 0))
    }

    /// Whole requests or nothing, and everything that was acknowledged where it was said to be.
    func check(_ events: [RecordedEvent]) {
        var found: [Int: [Int64]] = [:]
        for event in events where event.id.hasPrefix("worker-\(number)/") {
            let request = event.id.split(separator: "/").dropFirst().first.flatMap { Int($0) }
            found[request ?? -1, default: []].append(event.position)
        }
        let size = mode == "any" ? 6 : 2
        #expect(found.values.allSatisfy { $0.count == size })
        for (request, positions) in places {
            #expect(found[request] == positions.sorted(), "request \(request) is lost")
        }
        // At most one, the last, was done and not acknowledged.
        #expect(found.count <= places.count + 1)
        #expect(found.keys.sorted() == Array(0..<found.count))
    }
}
