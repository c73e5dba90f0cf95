import EventStorage
import Glibc
import Postgres
import TestSupport

/// Where the store is tried: as everybody begins, or as it is grown.
///
/// `deploy/test` runs this suite once more with both: `ANNALS_TEST_POOLER`, the URL of a pooler that
/// shares server connections (its database is replaced), and `ANNALS_TEST_LEDGER`, a ledger beside
/// the usual one.
enum Surroundings {
    static let pooler = getenv("ANNALS_TEST_POOLER").map { String(cString: $0) }
    static let ledger =
        getenv("ANNALS_TEST_LEDGER").flatMap { LedgerName(String(cString: $0)) } ?? .usual

    static var options: ConnectionOptions { .init(names: ledger.names) }

    /// The same database through the pooler; `nil` without one.
    static func pooled(_ url: String) -> String? {
        pooler.map { databaseURL($0, database: databaseName(of: url)) }
    }

    static func pool(_ url: String, size: Int) -> Pool {
        guard let pooled = pooled(url) else { return Pool(url, size: size, options: options) }
        return Pool(pooled, size: size, direct: url, options: options)
    }

    /// The program AppendWorker reads the same under other names.
    static func environment(for url: String) -> [String: String] {
        var variables: [String: String] = [:]
        variables["ANNALS_POOLED_URL"] = pooled(url)
        if ledger != .usual { variables["ANNALS_LEDGER"] = ledger.text }
        return variables
    }
}
