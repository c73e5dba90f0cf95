import Answering
import Glibc
import Proofs

/// A file for the node exporter's textfile collector, which reads it at any moment: it is replaced
/// whole, never half written, and readable for everybody whatever the umask.
struct MetricsFile: Sendable {
    private let path: String

    init(_ path: String) { self.path = path }

    /// Writes beside the file, flushes, and renames over it.
    ///
    /// - Throws: ``Failure``; a file that was there stays as it was.
    func write(_ text: String) throws(Failure) {
        // The collector reads names that end in .prom; a killed process leaves at most this one.
        let temporary = "\(path).\(getpid()).tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw failure() }
        var isWritten = fchmod(file, 0o644) == 0 && WholeFile.writeAll(Array(text.utf8), to: file)
        isWritten = isWritten && fsync(file) == 0
        var number = errno
        // A file system may tell only here that it took nothing.
        if close(file) != 0, isWritten {
            number = errno
            isWritten = false
        }
        if isWritten, rename(temporary, path) == 0 { return }
        if isWritten { number = errno }
        unlink(temporary)
        throw failure(number)
    }

    private func failure(_ number: Int32 = errno) -> Failure {
        Failure(unwritable: "--metrics \(path)", number)
    }
}
