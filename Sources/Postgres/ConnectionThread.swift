import Glibc

/// The one thread of a connection: it runs the actor's jobs in order and may block in `poll`.
///
/// A thread of its own and not a queue, so that waiting for the server never takes a thread of
/// the cooperative pool, and so that a call costs one hop.
final class ConnectionThread: SerialExecutor, TaskExecutor, @unchecked Sendable {
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let wakeUp = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    /// Guarded by `mutex`, like `isStopping`.
    private var jobs: [UnownedJob] = []
    private var isStopping = false

    /// Starts the thread; it ends after ``stop()``, when all jobs are done.
    ///
    /// - Throws: ``DatabaseError`` of kind `cannotConnect` when the system refuses a thread.
    init() throws(DatabaseError) {
        pthread_mutex_init(mutex, nil)
        pthread_cond_init(wakeUp, nil)
        jobs.reserveCapacity(8)
        var thread = pthread_t()
        let retained = Unmanaged.passRetained(self)
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<ConnectionThread>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, retained.toOpaque())
        guard status == 0 else {
            retained.release()
            throw DatabaseError(
                kind: .cannotConnect, message: "The system gave no thread for a connection.")
        }
        pthread_detach(thread)
    }

    deinit {
        pthread_cond_destroy(wakeUp)
        pthread_mutex_destroy(mutex)
        wakeUp.deallocate()
        mutex.deallocate()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        pthread_mutex_lock(mutex)
        jobs.append(job)
        pthread_mutex_unlock(mutex)
        // After the lock is free, so that the thread does not wake up to wait for it.
        pthread_cond_signal(wakeUp)
    }

    /// Ends the thread once the jobs at hand are done.
    func stop() {
        pthread_mutex_lock(mutex)
        isStopping = true
        pthread_cond_signal(wakeUp)
        pthread_mutex_unlock(mutex)
    }

    private func run() {
        var batch: [UnownedJob] = []
        batch.reserveCapacity(8)
        while takeJobs(into: &batch) {
            for job in batch {
                job.runSynchronously(
                    isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
            }
            batch.removeAll(keepingCapacity: true)
        }
    }

    /// Waits for jobs and takes all of them; false when there will be no more.
    private func takeJobs(into batch: inout [UnownedJob]) -> Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while jobs.isEmpty, !isStopping {
            pthread_cond_wait(wakeUp, mutex)
        }
        swap(&jobs, &batch)
        return !batch.isEmpty
    }
}
