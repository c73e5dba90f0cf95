import Postgres
import TestSupport
import Testing

struct CopyTests {
    private let columns = "id int8 PRIMARY KEY, small int2, body bytea, name text, at timestamptz"
    private let copyIn = "COPY t FROM STDIN (FORMAT binary)"

    private func tableConnection() async throws -> Connection {
        let connection = try await Connection(testServerURL())
        try await connection.script("CREATE TEMP TABLE t (\(columns))")
        return connection
    }

    private func body(_ id: Int64) -> [UInt8] {
        [UInt8](repeating: UInt8(truncatingIfNeeded: id), count: Int(id % 500))
    }

    private func write(_ ids: Range<Int64>, to writer: inout CopyWriter) throws {
        for id in ids {
            try writer.beginRow()
            writer.write(id)
            if id % 3 == 0 { writer.null() } else { writer.write(Int16(id % 7)) }
            writer.write(bytes: body(id))
            writer.write(utf8: "é\(id)")
            writer.write(timestampMicroseconds: 1_000_000 * id)
        }
    }

    @Test func `ten thousand rows go in and come out the same`() async throws {
        let connection = try await tableConnection()
        let count = try await connection.copyIn(copyIn, columns: 5) {
            try write(0..<10_000, to: &$0)
        }
        #expect(count == 10_000)
        let seen = try await connection.perform(throwing: (any Error).self) { connection in
            var id: Int64 = 0
            try connection.copyOut(
                "COPY (SELECT * FROM t ORDER BY id) TO STDOUT (FORMAT binary)"
            ) { row in
                #expect(row.nextInteger() == id)
                #expect(row.nextInteger(Int16.self) == (id % 3 == 0 ? nil : Int16(id % 7)))
                #expect(row.nextField().map(Array.init) == body(id))
                #expect(row.nextText() == "é\(id)")
                #expect(row.nextTimestampMicroseconds() == 1_000_000 * id)
                #expect(row.remainingFields == 0)
                #expect(row.nextField() == nil)
                id += 1
            }
            return id
        }
        #expect(seen == 10_000)
    }

    @Test func `no rows at all, and fields not looked at, are no trouble`() async throws {
        let connection = try await tableConnection()
        #expect(try await connection.copyIn(copyIn, columns: 5) { _ in } == 0)
        try await connection.copyOut("COPY t TO STDOUT (FORMAT binary)") { _ in throw Stop() }
        try await connection.copyIn(copyIn, columns: 5) { try write(0..<3, to: &$0) }
        try await connection.copyOut("COPY t TO STDOUT (FORMAT binary)") { _ in }
        #expect(try await connection.query("SELECT 1").count == 1)
    }

    @Test func `a row larger than the buffer goes in whole`() async throws {
        let connection = try await tableConnection()
        let large = [UInt8](repeating: 7, count: 3_000_000)
        try await connection.copyIn("COPY t (id, body) FROM STDIN (FORMAT binary)", columns: 2) {
            try $0.beginRow()
            $0.write(Int64(1))
            $0.write(bytes: large)
        }
        let rows = try await connection.query("SELECT body FROM t")
        #expect(try rows[0].decode(0) == large)
    }

    @Test func `a row that breaks a constraint leaves nothing`() async throws {
        let connection = try await tableConnection()
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.copyIn(copyIn, columns: 5) {
                try write(0..<100, to: &$0)
                try write(99..<50_000, to: &$0)
            }
        }
        #expect(error?.sqlState == .uniqueViolation)
        #expect(error?.outcome == .notCommitted)
        #expect(try await connection.query("SELECT 1 FROM t").isEmpty)
    }

    @Test(arguments: [10, 20_000] as [Int64])
    func `a body that throws leaves nothing`(rows: Int64) async throws {
        let connection = try await tableConnection()
        await #expect(throws: Stop.self) {
            try await connection.copyIn(copyIn, columns: 5) {
                try write(0..<rows, to: &$0)
                throw Stop()
            }
        }
        #expect(try await connection.query("SELECT 1 FROM t").isEmpty)
    }

    @Test(arguments: [4, 6])
    func `a row with too few or too many fields is refused`(fields: Int) async throws {
        let connection = try await tableConnection()
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.copyIn(copyIn, columns: 5) {
                try $0.beginRow()
                for _ in 0..<fields { $0.null() }
            }
        }
        #expect(error?.kind == .misuse)
        #expect(try await connection.query("SELECT 1 FROM t").isEmpty)
    }

    @Test(arguments: [
        "COPY t FROM STDIN", "COPY t (id) FROM STDIN (FORMAT binary)", "COPY t TO STDOUT",
        "SELECT 1", "COPY absent FROM STDIN (FORMAT binary)", "SELEC",
    ])
    func `a command that is no such COPY is refused`(command: String) async throws {
        let connection = try await tableConnection()
        await #expect(throws: DatabaseError.self) {
            try await connection.copyIn(command, columns: 5) { _ in }
        }
        #expect(try await connection.query("SELECT 1").count == 1)
        if command.contains("(FORMAT") { return }
        await #expect(throws: DatabaseError.self) {
            try await connection.copyOut(command) { _ in }
        }
        #expect(try await connection.query("SELECT 1").count == 1)
    }

    @Test func `a reader that throws ends the COPY`() async throws {
        let connection = try await Connection(testServerURL())
        await #expect(throws: Stop.self) {
            try await connection.copyOut(
                "COPY (SELECT generate_series(1, 100000000)) TO STDOUT (FORMAT binary)"
            ) { _ in throw Stop() }
        }
        #expect(try await connection.query("SELECT 1").count == 1)
    }

    @Test func `an error in the middle of a COPY out is thrown`() async throws {
        let connection = try await Connection(testServerURL())
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.copyOut(
                "COPY (SELECT 1 / (5000 - g) FROM generate_series(1, 10000) g) TO STDOUT (FORMAT binary)"
            ) { _ in }
        }
        #expect(error?.sqlState == SQLState("22012"))
        #expect(try await connection.query("SELECT 1").count == 1)
    }
}
