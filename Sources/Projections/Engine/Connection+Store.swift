import EventStorage
import Postgres

/// Statements whose failure is the store's: what most of the engine asks.
extension Connection {
    func rows(_ sql: SQL) throws(EventStoreError) -> [Row] {
        do throws(DatabaseError) { return try query(sql) } catch { throw EventStoreError(error) }
    }

    @discardableResult
    func change(_ sql: SQL) throws(EventStoreError) -> Int {
        do throws(DatabaseError) { return try execute(sql) } catch { throw EventStoreError(error) }
    }

    /// For the beginning of a transaction that locks what others need: a process that is paused
    /// inside loses it within seconds. It does not wait for the disk: a crash of the server takes
    /// rows and checkpoint together, and what is lost is computed again.
    func stayBrief<Failure: DatabaseFailure>(
        lockTimeout: Duration? = nil, throwing: Failure.Type
    ) throws(Failure) {
        let wait = lockTimeout.map { "SET LOCAL lock_timeout = \(Int($0 / .milliseconds(1)));" }
        do throws(DatabaseError) {
            try script(
                """
                \(wait ?? "")
                SET LOCAL synchronous_commit = off;
                SET LOCAL idle_in_transaction_session_timeout = '5s'
                """)
        } catch {
            throw Failure(error)
        }
    }

    func run(script: String) throws(EventStoreError) {
        do throws(DatabaseError) { try self.script(script) } catch { throw EventStoreError(error) }
    }
}

extension Row {
    func value<Value: SQLDecodable>(_ column: Int) throws(EventStoreError) -> Value {
        do throws(DatabaseError) { return try decode(column) } catch {
            throw EventStoreError(error)
        }
    }
}
