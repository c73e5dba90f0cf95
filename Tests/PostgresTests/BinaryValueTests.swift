import Postgres
import TestSupport
import Testing

/// Every parameter type goes to the server and comes back the same.
struct BinaryValueTests {
    private func roundTrip<Value: SQLEncodable & SQLDecodable & Equatable>(
        _ values: [Value], as type: String, connection: Connection
    ) async throws {
        for value in values {
            let rows = try await connection.query("SELECT \(value)::\(raw: type)")
            #expect(try rows.first?.decode(0, as: Value.self) == value)
            let prepared: SQL = "SELECT \(value)::\(raw: type)"
            let again = try await connection.query(prepared.prepared)
            #expect(try again.first?.decode(0, as: Value.self) == value)
        }
    }

    @Test func `numbers and truth values come back the same`() async throws {
        let connection = try await Connection(testServerURL())
        try await roundTrip([true, false], as: "bool", connection: connection)
        try await roundTrip([Int16.min, -1, 0, .max], as: "int2", connection: connection)
        try await roundTrip([Int32.min, -1, 0, .max], as: "int4", connection: connection)
        try await roundTrip([Int64.min, -1, 0, .max], as: "int8", connection: connection)
        try await roundTrip([Int.min, 7, .max], as: "int8", connection: connection)
        let doubles = [0, -0.5, .infinity, Double.greatestFiniteMagnitude, .leastNonzeroMagnitude]
        try await roundTrip(doubles, as: "float8", connection: connection)
    }

    @Test func `texts and bytes come back the same, empty and large`() async throws {
        let connection = try await Connection(testServerURL())
        let texts = ["", "a", "长鑫存储 ünïcode 🏭", String(repeating: "é", count: 600_000)]
        try await roundTrip(texts, as: "text", connection: connection)
        var generator = SplitMix64(seed: 1)
        let large = (0..<1_000_000).map { _ in UInt8.random(in: 0...255, using: &generator) }
        try await roundTrip([[], [0], large], as: "bytea", connection: connection)
    }

    @Test func `instants, days and UUIDs come back the same`() async throws {
        let connection = try await Connection(testServerURL())
        let instants = [Int64.min, -62_135_596_800_000_000, -1, 0, 1_795_000_000_123_456, .max]
        try await roundTrip(
            instants.map { TimestampMicroseconds($0) }, as: "timestamptz", connection: connection)
        let days = [Int32.min, -719_162, -1, 0, 20_780, .max]
        try await roundTrip(
            days.map { DayNumber(rawValue: $0) }, as: "date", connection: connection)
        try await roundTrip(
            [UUIDBytes(high: 1, low: .max)], as: "uuid", connection: connection)
    }

    @Test func `arrays come back the same, empty, with NULL, of bytes`() async throws {
        let connection = try await Connection(testServerURL())
        try await roundTrip([[], [1, -2, .max] as [Int64]], as: "int8[]", connection: connection)
        try await roundTrip([[], ["", "ü"]], as: "text[]", connection: connection)
        try await roundTrip([[nil, "a", nil] as [String?]], as: "text[]", connection: connection)
        try await roundTrip([[[], [1, 2]] as [[UInt8]]], as: "bytea[]", connection: connection)
        try await roundTrip([[true, nil] as [Bool?]], as: "bool[]", connection: connection)
    }

    @Test func `NULL comes back as nil`() async throws {
        let connection = try await Connection(testServerURL())
        try await roundTrip([Int64?.none, 3], as: "int8", connection: connection)
        try await roundTrip([String?.none, ""], as: "text", connection: connection)
        try await roundTrip([[Int64]?.none, []], as: "int8[]", connection: connection)
    }

    @Test func `texts say what PostgreSQL makes of the values`() async throws {
        let connection = try await Connection(testServerURL())
        try await connection.execute("SET timezone = 'UTC'")
        let instant = TimestampMicroseconds(1_795_000_000_123_456)
        let row = try await connection.query(
            "SELECT \(instant)::text, \(DayNumber(20_780))::text, \([Int64(1), 2])::text")[0]
        #expect(try row.decode(0) == "2026-11-18 11:06:40.123456+00")
        #expect(try row.decode(1) == "2026-11-23")
        #expect(try row.decode(2) == "{1,2}")
    }
}
