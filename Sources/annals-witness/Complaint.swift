import Glibc

/// One line on standard error.
func complain(_ text: String) {
    var line = "annals-witness: \(text)\n"
    line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
}
