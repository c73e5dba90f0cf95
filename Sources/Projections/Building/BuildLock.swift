import EventStorage
import Postgres

/// That one process at a time builds read models to take the live ones' place.
///
/// A lease with heartbeats, as projectors have them: a process that is paused for longer, or dies,
/// loses it; what it then still tries is refused, see ``check()`` and ``BuildRange``.
struct BuildLock: Sendable {
    private let pool: Pool
    private let holder: LeaseHolder
    private let heart: Task<Void, Never>

    /// No projection has this name.
    static let subject = LeaseHolder.Subject(projection: "next tables", version: 0)

    /// Runs the body under the lock, and gives it back.
    static func holding<Value>(
        in pool: Pool, _ body: (BuildLock) async throws(BuildError) -> Value
    ) async throws(BuildError) -> Value {
        let lock = try await BuildLock(pool)
        let result: Result<Value, BuildError>
        do throws(BuildError) {
            result = .success(try await body(lock))
        } catch {
            result = .failure(error)
        }
        await lock.release()
        return try result.get()
    }

    /// Waits as long as it takes to see that the one who has it is dead.
    ///
    /// - Throws: ``BuildError/busy`` when it lives, or what the database says.
    init(_ pool: Pool, lease: Duration = .seconds(10)) async throws(BuildError) {
        let holder = LeaseHolder(duration: lease, follows: false)
        let deadline = ContinuousClock.now + lease + .seconds(1)
        while true {
            let isTaken = try await pool.perform(throwing: BuildError.self) {
                connection throws(BuildError) in
                try BuildError.wrapping { () throws(EventStoreError) in
                    try Self.take(holder, on: connection)
                }
            }
            if isTaken { break }
            let isCancelled = (try? await Task.sleep(for: .milliseconds(200))) == nil
            if isCancelled || ContinuousClock.now > deadline {
                await Self.leave(holder, pool)
                throw .busy
            }
        }
        self.pool = pool
        self.holder = holder
        heart = Task {
            while (try? await Task.sleep(for: lease / 4)) != nil {
                try? await pool.perform(throwing: EventStoreError.self) {
                    connection throws(EventStoreError) in try holder.beat(on: connection)
                }
            }
        }
    }

    private static func take(
        _ holder: LeaseHolder, on connection: isolated Connection
    ) throws(EventStoreError) -> Bool {
        try holder.beat(on: connection)
        try holder.buryNeighbours(on: connection)
        return try !holder.claim([subject], most: 1, on: connection).isEmpty
    }

    /// - Throws: ``BuildError/discarded`` when another process has it.
    func check() async throws(BuildError) {
        let held = try await pool.perform(throwing: BuildError.self) {
            [holder] connection throws(BuildError) in
            try BuildError.wrapping { () throws(EventStoreError) in
                try holder.held(on: connection)
            }
        }
        if held[Self.subject] == nil { throw .discarded }
    }

    func release() async {
        heart.cancel()
        await Self.leave(holder, pool)
    }

    /// Also when this task was cancelled.
    private static func leave(_ holder: LeaseHolder, _ pool: Pool) async {
        await Task {
            try? await pool.perform(throwing: EventStoreError.self) {
                connection throws(EventStoreError) in try holder.leave(on: connection)
            }
        }.value
    }
}
