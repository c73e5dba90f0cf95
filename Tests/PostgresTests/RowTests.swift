import Postgres
import TestSupport
import Testing

struct RowTests {
    private func row(_ sql: SQL) async throws -> Row {
        try #require(try await Connection(testServerURL()).query(sql).first)
    }

    @Test func `a column is read by number and by name`() async throws {
        let row = try await row("SELECT 1::int4 AS one, 'two' AS \"Two\"")
        #expect(row.columnNames == ["one", "Two"])
        #expect(try row.decode(0, as: Int.self) == 1)
        #expect(try row.decode("Two", as: String.self) == "two")
    }

    @Test(arguments: ["1::int2", "1::int4", "1::int8", "1::oid", "'1'::xid8", "'0/1'::pg_lsn"])
    func `every integer type reads as Int64`(value: String) async throws {
        #expect(try await row("SELECT \(raw: value)").decode(0, as: Int64.self) == 1)
    }

    @Test(arguments: ["'a'::text", "'a'::varchar", "'a'::name", "'a'::bpchar", "'a'"])
    func `every text type reads as String`(value: String) async throws {
        #expect(try await row("SELECT \(raw: value)").decode(0, as: String.self) == "a")
    }

    @Test func `JSON reads as its text`() async throws {
        let row = try await row("SELECT '{\"a\": 1}'::jsonb, '[ ]'::json")
        #expect(try row.decode(0) == "{\"a\": 1}")
        #expect(try row.decode(1) == "[ ]")
    }

    @Test func `what does not fit is an error that names the column`() async throws {
        let row = try await row("SELECT 70000 AS big, NULL::text AS none, 1.5::numeric AS n")
        let cases: [() throws -> Any] = [
            { try row.decode("big", as: Int16.self) }, { try row.decode("big", as: String.self) },
            { try row.decode("none", as: String.self) }, { try row.decode("n", as: Double.self) },
            { try row.decode("absent", as: Int.self) }, { try row.decode(9, as: Int.self) },
            { try row.decode(-1, as: Int.self) },
        ]
        for read in cases {
            let error = #expect(throws: DatabaseError.self) { _ = try read() }
            #expect(error?.kind == .unreadable)
        }
        #expect(try row.decode("none", as: String?.self) == nil)
    }

    @Test func `the bytes of a column can be seen without a copy`() async throws {
        let row = try await row("SELECT '\\x0102'::bytea, NULL::bytea")
        #expect(row.withBytes(0) { $0.map(Array.init) } == [1, 2])
        #expect(row.withBytes(1) { $0 == nil })
        #expect(row.withBytes(2) { $0 == nil })
    }

    @Test func `rows outlive their connection`() async throws {
        let connection = try await Connection(testServerURL())
        let rows = try await connection.query("SELECT g FROM generate_series(1, 1000) g")
        await connection.close()
        #expect(try rows.map { try $0.decode(0, as: Int.self) } == Array(1...1000))
    }
}
