import Glibc

/// Standard error, for complaints; results are printed.
enum Output {
    static func complain(_ text: String) {
        var line = "annals-verify: \(text)\n"
        line.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
