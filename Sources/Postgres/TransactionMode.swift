/// What a transaction may do and see.
public enum TransactionMode: Sendable {
    /// Writes; each statement sees what was committed before it.
    case readWrite
    /// Reads one state of the whole database; works on a standby.
    case snapshot
    /// As if alone; fails with `40001` when that cannot be kept.
    case serializable

    var begin: SQL {
        switch self {
        case .readWrite: "BEGIN"
        case .snapshot: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        case .serializable: "BEGIN ISOLATION LEVEL SERIALIZABLE"
        }
    }
}
