import Postgres
import TestSupport
import Testing

struct ScratchDatabaseTests {
    private func exists(_ name: String) async throws -> Bool {
        let connection = try await Connection(testServerURL())
        return try await !connection.query("SELECT 1 FROM pg_database WHERE datname = \(name)")
            .isEmpty
    }

    @Test(arguments: [false, true])
    func `it is there for the body and gone afterwards`(throwing: Bool) async throws {
        var name = ""
        do {
            try await withScratchDatabase { url in
                // Left open: the database is dropped all the same.
                let connection = try await Connection(url)
                name = try await connection.query("SELECT current_database()::text")[0].decode(0)
                let isThere = try await exists(name)
                #expect(isThere)
                if throwing { throw Stop() }
            }
            #expect(!throwing)
        } catch is Stop {
            #expect(throwing)
        }
        let isThere = try await exists(name)
        #expect(!isThere)
    }

    @Test(arguments: [
        ("postgresql://u@h/postgres", "postgresql://u@h/x"),
        ("postgres://u:p@h1:1,h2:2?a=b", "postgres://u:p@h1:1,h2:2/x?a=b"),
        ("postgresql:///postgres?host=/run/a", "postgresql:///x?host=/run/a"),
        ("host=/run/a dbname=postgres", "host=/run/a dbname=postgres dbname=x"),
    ])
    func `a URL is turned to another database`(url: String, expected: String) {
        #expect(databaseURL(url, database: "x") == expected)
    }
}
