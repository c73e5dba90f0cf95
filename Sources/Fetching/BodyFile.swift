import Glibc

/// A body that goes to a file as it comes. The file is new, and goes away again unless it was
/// finished.
final class BodyFile {
    let path: String
    private(set) var sizeBytes = 0
    private var descriptor: Int32
    private var isFinished = false

    struct Failure: Error {
        let reason: String

        init(_ code: Int32 = errno) { reason = String(cString: strerror(code)) }
    }

    /// - Throws: When there is a file of that name already; it stays.
    init(path: String) throws(Failure) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Failure() }
        self.path = path
        self.descriptor = descriptor
    }

    deinit { discard() }

    func append(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        var rest = bytes
        while !rest.isEmpty {
            let count = write(descriptor, rest.baseAddress, rest.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Failure(count < 0 ? errno : ENOSPC) }
            sizeBytes += count
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// The file stays from now on. Some file systems tell only now that there was no room.
    func finish() throws(Failure) {
        guard descriptor >= 0 else { return }
        let code = close(descriptor)
        descriptor = -1
        guard code == 0 || errno == EINTR else { throw Failure() }
        isFinished = true
    }

    /// Removes the file, unless it was finished.
    func discard() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        if !isFinished { unlink(path) }
        isFinished = true
    }
}
