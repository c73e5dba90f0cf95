import Glibc

/// Writes all of the bytes to an open file.
///
/// - Returns: Whether that was possible; `errno` says why not.
func writeAll(_ bytes: [UInt8], to file: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        rest = rest.dropFirst(count)
    }
    return true
}

extension CommandFailure {
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
