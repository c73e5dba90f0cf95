import EventStorage
import Postgres
import Projections
import Sealing

/// An open database: its log and its read models.
public struct Ledger: Sendable {
    public let address: DatabaseAddress
    public let pool: Pool
    public let store: EventStore
    public let models: ReadModels
    /// Where the newest checkpoint is kept that was seen outside the database.
    public let keys: KeyFolder
    /// Takes what is to be said beside an answer, a sentence each.
    public let remark: @Sendable (String) -> Void
    /// How long a question waits for read models that lack the last events; zero where nobody keeps
    /// them up to the head.
    public let patience: Duration
    /// Makes the read models that an answer rests on where they are not there yet.
    let makeModels: @Sendable (Ledger, [ReadModels.Table]) async throws -> Void

    public init(
        _ address: DatabaseAddress, pool: Pool, keys: KeyFolder,
        patience: Duration = .zero, remark: @escaping @Sendable (String) -> Void,
        makeModels: @escaping @Sendable (Ledger, [ReadModels.Table]) async throws -> Void
    ) {
        self.address = address
        self.pool = pool
        store = EventStore(pool)
        models = ReadModels(store)
        self.keys = keys
        self.patience = patience
        self.remark = remark
        self.makeModels = makeModels
    }
}
