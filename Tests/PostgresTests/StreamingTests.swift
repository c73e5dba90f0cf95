import Glibc
import Postgres
import Synchronization
import TestSupport
import Testing

struct StreamingTests {
    /// The memory of this process that is in use, in bytes.
    private static func residentBytes() -> Int {
        guard let file = fopen("/proc/self/statm", "r") else { return 0 }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 128)
        guard fgets(&line, 128, file) != nil else { return 0 }
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        let fields = text.split(separator: " ")
        return fields.count > 1 ? (Int(fields[1]) ?? 0) * sysconf(Int32(_SC_PAGESIZE)) : 0
    }

    @Test func `a hundred thousand rows stream in flat memory`() async throws {
        let connection = try await Connection(testServerURL())
        let (count, growth) = try await connection.perform(throwing: (any Error).self) {
            connection in
            let before = Self.residentBytes()
            var (count, most) = (0, before)
            // 400 MB in all; other tests run meanwhile.
            try connection.forEachRow(
                "SELECT g, repeat('x', 4000) FROM generate_series(1, \(Int32(100_000))) g"
            ) { row in
                count += 1
                let number = try row.decode(0, as: Int.self)
                #expect(number == count)
                if count % 5_000 == 0 { most = max(most, Self.residentBytes()) }
            }
            return (count, most - before)
        }
        #expect(count == 100_000)
        #expect(growth < 250_000_000)
    }

    @Test func `a body that throws ends the statement early`() async throws {
        let connection = try await Connection(testServerURL())
        await #expect(throws: Stop.self) {
            try await connection.forEachRow("SELECT generate_series(1, 100000000)") { row in
                if try row.decode(0, as: Int.self) == 10 { throw Stop() }
            }
        }
        #expect(try await connection.query("SELECT 1").count == 1)
    }

    @Test func `an error after some rows is thrown`() async throws {
        let connection = try await Connection(testServerURL())
        let seen = Atomic<Int>(0)
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.forEachRow("SELECT 1 / (4 - g) FROM generate_series(1, 9) g") {
                _ in seen.add(1, ordering: .relaxed)
            }
        }
        #expect(error?.sqlState == SQLState("22012"))
        let count = seen.load(ordering: .relaxed)
        #expect(count == 3)
        #expect(try await connection.query("SELECT 1").count == 1)
    }

    @Test func `prepared statements stream too`() async throws {
        let connection = try await Connection(testServerURL())
        let sum = Atomic<Int>(0)
        try await connection.forEachRow(
            .prepared("SELECT g FROM generate_series(1, \(Int32(10))) g")
        ) { sum.add(try $0.decode(0, as: Int.self), ordering: .relaxed) }
        let total = sum.load(ordering: .relaxed)
        #expect(total == 55)
    }
}
