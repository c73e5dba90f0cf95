import EventStorage
import Postgres
import TestSupport
import Testing

/// Logs side by side in one database.
struct LedgerTests {
    @Test(arguments: ["acme", "a", "annals", "a1", "abcdefghijklmnopqrstuvwxyz012345"])
    func `a name is of lower-case letters and digits`(text: String) {
        #expect(LedgerName(text)?.text == text)
    }

    @Test(arguments: [
        "", "1a", "Acme", "a_b", "a-b", "é", "a b", "\"", "a;drop",
        "abcdefghijklmnopqrstuvwxyz0123456",
    ])
    func `nothing else is a name`(text: String) { #expect(LedgerName(text) == nil) }

    @Test func `no two ledgers share a schema`() throws {
        let names = try ["annals", "read", "acme", "acmeread", "head", "ledger"].map {
            try #require(LedgerName($0))
        }
        let words = ["annals", "annals_read", "annals_next", "annals_former", "annals_replay"]
        let schemas = names.flatMap { name in
            words.map { name.names?[$0] ?? $0 }
        }
        #expect(Set(schemas).count == names.count * words.count)
        #expect(names[0].names == nil && names[0] == .usual)
    }

    @Test func `each has its own order, streams, keys and tree`() async throws {
        try await withTurn {
            try await withScratchDatabase { url in
                let names = try ["annals", "north", "south"].map { try #require(LedgerName($0)) }
                let pools = names.map { Pool(url, size: 2, options: .init(names: $0.names)) }
                let list = LedgerList(pools[0])
                #expect(try await list.names().isEmpty)
                for pool in pools { _ = try await Migrator(pool).migrate() }
                for pool in pools { #expect(try await Migrator(pool).migrate().isEmpty) }
                let stores = pools.map { EventStore($0) }
                for (number, store) in stores.enumerated() {
                    let count = number * 2 + 1
                    let places = try await store.append(1...count, expecting: .noStream)
                    #expect(places.map(\.position) == (1...count).map { Int64($0) })
                }
                // The same facts again are known in each, and new in none.
                #expect(try await stores[1].append(1...3).allSatisfy(\.wasKnown))
                #expect(try await !stores[1].append(4...4)[0].wasKnown)
                #expect(try await stores[1].integrate().root != stores[2].integrate().root)
                let entries = try await list.entries()
                #expect(entries.map(\.name) == names)
                #expect(entries.map(\.position) == [1, 4, 5])
                #expect(entries.allSatisfy { $0.signedEvents == nil && $0.sizeBytes > 0 })
                for pool in pools { await pool.close() }
            }
        }
    }

    @Test func `a ledger hears of its own events`() async throws {
        try await withTurn {
            try await withScratchDatabase { url in
                let north = try #require(LedgerName("north"))
                let pool = Pool(url, size: 2, options: .init(names: north.names))
                let usual = Pool(url, size: 2)
                for pool in [pool, usual] { _ = try await Migrator(pool).migrate() }
                let store = EventStore(pool)
                var ear = LogEar(url, of: store)
                try await ear.open()
                let clock = ContinuousClock()
                try await EventStore(usual).append(1...1)
                try await EventStore(usual).announce()
                let deaf = await clock.measure { await ear.wait(atMost: .milliseconds(300)) }
                #expect(deaf >= .milliseconds(290))
                try await store.append(1...1)
                try await store.announce()
                let told = await clock.measure { await ear.wait(atMost: .seconds(60)) }
                #expect(told < .seconds(30))
                await ear.close()
                await pool.close()
                await usual.close()
            }
        }
    }
}
