import Postgres
import TestSupport
import Testing

struct SQLTests {
    @Test func `a value becomes a parameter, never text`() {
        let sql: SQL = "SELECT \(1), \("'; DROP TABLE x; --") FROM y"
        #expect(sql.text == "SELECT $1, $2 FROM y")
    }

    @Test func `a raw text is pasted and a name is quoted`() {
        let sql: SQL = "SELECT \(raw: "count(*)") FROM \(identifier: "a\"b ü")"
        #expect(sql.text == "SELECT count(*) FROM \"a\"\"b ü\"")
    }

    @Test func `a statement within another takes its parameters along`() async throws {
        let condition: SQL = "a = \(2) AND 'é $1' <> \("x")"
        let sql: SQL = "SELECT \(1) + (SELECT count(*) FROM (VALUES (2)) t(a) WHERE \(condition))"
        #expect(sql.text.hasSuffix("WHERE a = $2 AND 'é $1' <> $3)"))
        let connection = try await Connection(testServerURL())
        #expect(try await connection.query(sql)[0].decode(0, as: Int.self) == 2)
    }

    @Test func `twelve parameters and more keep their numbers within another statement`() {
        var list: SQL = "\(0)"
        for number in 1..<12 { list.append(", \(number)") }
        let sql: SQL = "SELECT \(list), \(12)"
        #expect(sql.text.hasSuffix("$11, $12, $13"))
    }

    @Test func `a NUL in a statement is refused`() async throws {
        let connection = try await Connection(testServerURL())
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.query("SELECT 1 \(raw: "\0") + 1")
        }
        #expect(error?.kind == .misuse)
    }

    @Test func `too many parameters are refused and the connection works on`() async throws {
        let connection = try await Connection(testServerURL())
        var sql: SQL = "SELECT \(0)"
        for _ in 0..<65_535 { sql.append(", \(1)") }
        let tooMany = sql
        let error = await #expect(throws: DatabaseError.self) {
            try await connection.query(tooMany)
        }
        #expect(error?.kind == .misuse)
        #expect(try await connection.query("SELECT 1").count == 1)
    }
}
