import Glibc
import Postgres

/// Why there is no database to test on.
public enum ScratchDatabaseError: Error, Equatable, CustomStringConvertible {
    case noServer

    public var description: String {
        "ANNALS_TEST_DATABASE_URL is not set; deploy/test starts a throw-away server and sets it."
    }
}

/// The administrator's URL of the server for tests, database `postgres`.
public func testServerURL() throws(ScratchDatabaseError) -> String {
    guard let value = getenv("ANNALS_TEST_DATABASE_URL") else { throw .noServer }
    return String(cString: value)
}

/// Runs the body with the URL of a new, empty database, which is dropped afterwards in any case.
///
/// - Throws: What the body throws; ``ScratchDatabaseError``; ``DatabaseError``.
public func withScratchDatabase<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: (String) async throws -> Value
) async throws -> Value {
    let server = try testServerURL()
    let name = "scratch_" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    // From template0: nothing is ever connected to it, so that creations do not collide.
    try await asAdministrator(server, "CREATE DATABASE \(identifier: name) TEMPLATE template0")
    let drop: SQL = "DROP DATABASE \(identifier: name) WITH (FORCE)"
    let value: Value
    do {
        value = try await body(databaseURL(server, database: name))
    } catch {
        try? await asAdministrator(server, drop)
        throw error
    }
    try await asAdministrator(server, drop)
    return value
}

private func asAdministrator(_ url: String, _ command: SQL) async throws(DatabaseError) {
    let connection = try await Connection(url)
    try await connection.execute(command)
    await connection.close()
}

/// The same server and settings, another database.
public func databaseURL(_ url: String, database: String) -> String {
    guard let place = databasePlace(in: url) else { return "\(url) dbname=\(database)" }
    return "\(url[..<place.lowerBound])/\(database)\(url[place.upperBound...])"
}

/// The name that ``databaseURL(_:database:)`` has put into a URL.
public func databaseName(of url: String) -> String {
    if let place = databasePlace(in: url) { return String(url[place].dropFirst()) }
    return String(url.split(separator: "dbname=").last ?? "")
}

/// Where a URL has its database, with the stroke before it; `nil` for `key=value` settings.
private func databasePlace(in url: String) -> Range<String.Index>? {
    guard let scheme = url.firstIndex(of: ":"), url[scheme...].hasPrefix("://") else { return nil }
    let authority = url.index(scheme, offsetBy: 3)
    let end = url[authority...].firstIndex { $0 == "/" || $0 == "?" } ?? url.endIndex
    return end..<(url[end...].firstIndex(of: "?") ?? url.endIndex)
}
