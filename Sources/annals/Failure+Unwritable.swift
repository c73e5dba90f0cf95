import Answering
import Glibc

extension Failure {
    /// - Parameters:
    ///   - what: The path, as the user knows it.
    ///   - number: The operating system's reason.
    init(unwritable what: String, _ number: Int32 = errno) {
        let isForbidden = [EACCES, EPERM, EROFS].contains(number)
        self.init(
            "\(what) cannot be written: \(String(cString: strerror(number))).",
            isForbidden ? .notAllowed : .failed)
    }
}
