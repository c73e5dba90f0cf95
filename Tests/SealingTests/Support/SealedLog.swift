import EventStorage
import Filings
import Foundation
import Postgres
import Proofs
import Sealing
import TestSupport
import Testing

/// A log in a database of its own that was signed at some sizes, and a folder with its key.
struct SealedLog: Sendable {
    let url: String
    let pool: Pool
    let store: EventStore
    /// Where keys, exports and the like go.
    let folder: String
    let keys: KeyFolder
    let key: SigningKey

    static let origin = "log.example/annals"

    func append(_ numbers: ClosedRange<Int>) async throws {
        let parts = Dictionary(grouping: numbers) { $0 % 7 }.sorted { $0.key < $1.key }.map {
            stream, numbers in
            AppendRequest.Part(
                numbers.map { number in
                    NewEvent(
                        id: "test:\(number)", source: "test:samples",
                        event: .unknown(
                            type: "test.counted", data: ["number": .integer(Int64(number))]),
                        tags: number % 50 == 0 ? ["n:\(number)"] : [])
                }, to: StreamName(stored: "company-\(stream)"))
        }
        _ = try await store.bulkAppend(parts, by: "tester")
    }

    /// Signs the log as it is.
    @discardableResult
    func seal() async throws -> SignedNote {
        try await Sealer(EventStore(pool), key: key, folder: keys).seal()
    }

    func verify(since: Checkpoint? = nil) async throws -> VerifyReport {
        try await LogVerifier(EventStore(pool), keys: [key.verifier]).verify(since: since)
    }

    /// Changes what nobody may change, as a superuser can.
    func attack(_ script: String) async throws {
        try await pool.perform { connection throws(DatabaseError) in
            try connection.script("SET session_replication_role = replica; " + script)
            try connection.script("RESET session_replication_role")
        }
    }

    /// A copy of the database, which is dropped afterwards, with the same key and folder.
    func withCopy<Value>(_ body: (SealedLog) async throws -> Value) async throws -> Value {
        await pool.close()
        let server = try await Connection(try testServerURL())
        let name = "scratch_copy_" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
        let own = try #require(url.split(separator: "?").first?.split(separator: "/").last)
        try await server.execute(
            "CREATE DATABASE \(identifier: name) TEMPLATE \(identifier: String(own))")
        let copy = databaseURL(url, database: name)
        let pool = Pool(copy, size: 4)
        let log = SealedLog(
            url: copy, pool: pool, store: EventStore(pool), folder: folder, keys: keys, key: key)
        let result: Result<Value, any Error>
        do { result = .success(try await body(log)) } catch { result = .failure(error) }
        await pool.close()
        try await server.execute("DROP DATABASE \(identifier: name) WITH (FORCE)")
        await server.close()
        return try result.get()
    }
}

/// Runs the body on a log of 700 events in seven streams, signed at 100, 400 and 700.
///
/// - Parameter partitions: How many events each partition takes; `nil`: the log is not divided.
func withSealedLog<Value>(
    isolation: isolated (any Actor)? = #isolation, sizes: [Int] = [100, 400, 700],
    bulkChunkEvents: Int = 150, partitions: Int64? = nil,
    _ body: (SealedLog) async throws -> Value
) async throws -> Value {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "annals-seal-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await withScratchDatabase { url in
        let pool = Pool(url, size: 4)
        _ = try await Migrator(pool).migrate()
        if let partitions { _ = try await LogDivision(pool, size: partitions).divide() }
        let keys = KeyFolder(folder.path + "/keys")
        let key = try keys.create(SealedLog.origin)
        let log = SealedLog(
            url: url, pool: pool, store: EventStore(pool, bulkChunkEvents: bulkChunkEvents),
            folder: folder.path, keys: keys, key: key)
        var first = 1
        for size in sizes {
            try await log.append(first...size)
            try await log.seal()
            first = size + 1
        }
        do {
            let value = try await body(log)
            await pool.close()
            return value
        } catch {
            await pool.close()
            throw error
        }
    }
}
