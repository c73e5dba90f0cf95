/// Who has what in a ``Pool``; guarded by its lock.
struct PoolState {
    /// What one who asked gets.
    enum Lease: Sendable {
        case connection(Connection)
        /// There is room for another connection: open one.
        case permit
    }

    typealias Waiting = CheckedContinuation<Result<Lease, DatabaseError>, Never>

    let size: Int
    private(set) var idle: [Connection] = []
    /// Connections idle, lent and being opened.
    private(set) var open = 0
    private(set) var isClosed = false
    /// Whether the URL has ever worked: only then is it worth trying again.
    var hasConnected = false
    private var waiters: [(id: UInt64, waiting: Waiting)] = []
    private var closers: [CheckedContinuation<Void, Never>] = []
    private var lastID: UInt64 = 0

    init(size: Int) { self.size = size }

    mutating func newID() -> UInt64 {
        lastID += 1
        return lastID
    }

    /// What can be had at once; `nil`: wait.
    mutating func take() -> Result<Lease, DatabaseError>? {
        if isClosed { return .failure(.poolClosed) }
        if let connection = idle.popLast() { return .success(.connection(connection)) }
        guard open < size else { return nil }
        open += 1
        return .success(.permit)
    }

    /// The same; stands in line when there is nothing, unless the task is cancelled.
    mutating func take(
        orWait waiting: Waiting, id: UInt64, isCancelled: Bool
    ) -> Result<Lease, DatabaseError>? {
        if let lease = take() { return lease }
        if isCancelled { return .failure(.cancelled) }
        waiters.append((id, waiting))
        return nil
    }

    mutating func leaveLine(id: UInt64) -> Waiting? {
        guard let index = waiters.firstIndex(where: { $0.id == id }) else { return nil }
        return waiters.remove(at: index).waiting
    }

    /// Takes a fit connection back.
    ///
    /// - Returns: False when the pool is closed, and the connection must be.
    mutating func giveBack(_ connection: Connection) -> Bool {
        if isClosed { return false }
        if waiters.isEmpty {
            idle.append(connection)
        } else {
            waiters.removeFirst().waiting.resume(returning: .success(.connection(connection)))
        }
        return true
    }

    /// Takes a connection off the books.
    ///
    /// - Returns: Who may open another one.
    mutating func giveBackPermit() -> Waiting? {
        if !waiters.isEmpty { return waiters.removeFirst().waiting }
        open -= 1
        return nil
    }

    /// - Returns: Those in line, to be refused, and the connections to be closed.
    mutating func close() -> ([Waiting], [Connection]) {
        isClosed = true
        let refused = waiters.map(\.waiting)
        let closing = idle
        waiters = []
        idle = []
        open -= closing.count
        return (refused, closing)
    }

    /// - Returns: False when there is nothing to wait for.
    mutating func waitForEnd(_ closer: CheckedContinuation<Void, Never>) -> Bool {
        guard open > 0 else { return false }
        closers.append(closer)
        return true
    }

    mutating func takeClosers() -> [CheckedContinuation<Void, Never>] {
        guard isClosed, open == 0 else { return [] }
        defer { closers = [] }
        return closers
    }
}

extension DatabaseError {
    static let poolClosed = DatabaseError(kind: .closed, message: "The pool is closed.")
}
