import Glibc

/// The right to start or stop the server of one folder; given up when it goes out of scope.
///
/// The kernel drops it when its holder dies. `initdb` holds it too while it runs: when its caller
/// is interrupted, the next start waits for it instead of making a second cluster beside it.
struct FolderLock: ~Copyable {
    /// The open file, for a program that is to hold the lock as well.
    let file: Int32

    /// Waits for the lock.
    ///
    /// - Throws: ``HostingError/busy(_:)`` after the time has passed.
    init(_ folder: ServerFolder, waiting patience: Duration) throws(HostingError) {
        file = try Self.acquire(folder, until: .now + patience)
    }

    deinit { close(file) }

    private static func acquire(
        _ folder: ServerFolder, until deadline: ContinuousClock.Instant
    ) throws(HostingError) -> Int32 {
        let opened = open(folder.lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard opened >= 0 else { throw FileSystem.failure(at: folder.home) }
        let file = FileSystem.aboveStandardFiles(opened)
        while flock(file, LOCK_EX | LOCK_NB) != 0 {
            let code = errno
            guard code == EWOULDBLOCK || code == EINTR, ContinuousClock.now < deadline else {
                close(file)
                throw code == EWOULDBLOCK
                    ? .busy(folder.home) : FileSystem.failure(at: folder.lock, code)
            }
            usleep(10_000)
        }
        return file
    }
}
