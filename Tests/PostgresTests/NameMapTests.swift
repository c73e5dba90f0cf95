import Postgres
import TestSupport
import Testing

struct NameMapTests {
    private static let names = NameMap(["log": "other", "log_read": "other_read"])

    @Test(arguments: [
        ("SELECT * FROM log.events", "SELECT * FROM other.events"),
        ("log", "other"), ("", ""), ("日log log日 (log)", "日log log日 (other)"),
        ("\"log\".\"log_read\", 'log.events'", "\"other\".\"other_read\", 'other.events'"),
        ("logs log_reader log1 1log _log $log", "logs log_reader log1 1log _log $other"),
        ("log_read.log(log)\n\tlog", "other_read.other(other)\n\tother"),
    ])
    func `whole words are renamed, and nothing else`(text: String, expected: String) {
        #expect(Self.names.applied(to: text) == expected)
    }

    /// Every way that a statement takes to the server.
    @Test func `statements, pipelines, scripts and COPY mean the renamed schema`() async throws {
        try await withScratchDatabase { url in
            let plain = try await Connection(url)
            try await plain.script(
                """
                CREATE SCHEMA log; CREATE SCHEMA other;
                CREATE TABLE log.t (a int); CREATE TABLE other.t (a int)
                """)
            let renamed = try await Connection(url, options: .init(names: Self.names))
            try await renamed.execute("INSERT INTO log.t VALUES (\(1))")
            for number in 2...3 {
                try await renamed.execute(.prepared("INSERT INTO log.t VALUES (\(number))"))
            }
            _ = try await renamed.pipeline([
                "INSERT INTO log.t VALUES (4)", .prepared("INSERT INTO log.t VALUES (\(5))"),
            ])
            try await renamed.script("INSERT INTO log.t VALUES (6); INSERT INTO log.t VALUES (7)")
            try await renamed.copyIn("COPY log.t FROM STDIN (FORMAT binary)", columns: 1) {
                try $0.beginRow()
                $0.write(Int32(8))
            }
            #expect(try await plain.query("SELECT FROM log.t").isEmpty)
            #expect(try await plain.query("SELECT FROM other.t").count == 8)
            let said = try await renamed.query("SELECT \("log") || ' log'")
            #expect(try said[0].decode(0, as: String.self) == "log other")
            await plain.close()
            await renamed.close()
        }
    }
}
