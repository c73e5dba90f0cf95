import EventStorage
import Postgres

/// Where a log is: the URLs by which its database is reached, and which ledger it is there.
public struct DatabaseAddress: Sendable {
    /// To the server that takes writes, past any pooler: LISTEN, locks of a session.
    public let direct: String
    /// Through a pooler that shares server connections, for everything else; `nil` without one.
    public let pooled: String?
    /// To servers that need only read, for questions; `nil`: they go where writes go.
    public let reading: String?
    public let ledger: LedgerName

    public init(
        direct: String, pooled: String? = nil, reading: String? = nil, ledger: LedgerName = .usual
    ) {
        self.direct = direct
        self.pooled = pooled
        self.reading = reading
        self.ledger = ledger
    }

    /// Another ledger of the same database.
    public func of(_ ledger: LedgerName) -> DatabaseAddress {
        DatabaseAddress(direct: direct, pooled: pooled, reading: reading, ledger: ledger)
    }

    /// `$ANNALS_DATABASE_URL`, `$ANNALS_POOLED_URL` and `$ANNALS_READ_URL`; `nil` without the first.
    public static var ofEnvironment: DatabaseAddress? {
        guard let direct = environment("ANNALS_DATABASE_URL") else { return nil }
        return DatabaseAddress(
            direct: direct, pooled: environment("ANNALS_POOLED_URL"),
            reading: environment("ANNALS_READ_URL"))
    }

    /// Connections for what is written, and for questions that must not be behind it.
    ///
    /// Once connected, it waits for a server that takes over from one that is gone.
    public func pool(size: Int, backoff: Backoff = .failover) -> Pool {
        guard let pooled else {
            return Pool(direct, size: size, options: options, backoff: backoff)
        }
        return Pool(pooled, size: size, direct: direct, options: options, backoff: backoff)
    }

    /// Connections for questions; `nil` where they go where writes go.
    public func readingPool(size: Int, backoff: Backoff = .failover) -> Pool? {
        reading.map { Pool($0, size: size, options: options, backoff: backoff) }
    }

    /// A connection for one question, wherever questions go.
    public func questionPool() -> Pool { readingPool(size: 1) ?? pool(size: 1) }

    private var options: ConnectionOptions { .init(names: ledger.names) }
}
