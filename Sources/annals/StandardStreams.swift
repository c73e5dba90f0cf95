import Answering
@preconcurrency import Glibc
import Rendering

/// The story: what is said beside the result.
enum StandardError {
    /// What came from a file or the command line may hold what a terminal acts on: it is shown.
    static func print(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = lines.map { SafeText.visible(String($0)) + "\n" }.joined()
        line.withCString { _ = fputs($0, stderr) }
    }

    /// Writes over the line that the cursor is in.
    static func rewrite(_ text: String) {
        let line = "\r\u{1B}[K" + text
        line.withCString { _ = fputs($0, stderr) }
    }

    static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
}

/// The result.
enum StandardOutput {
    static func write(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            if fwrite(bytes.baseAddress, 1, bytes.count, stdout) < bytes.count { fail() }
        }
    }

    static func write(_ bytes: [UInt8]) {
        if fwrite(bytes, 1, bytes.count, stdout) < bytes.count { fail() }
    }

    static func flush() {
        if fflush(stdout) != 0 { fail() }
    }

    /// A result that is cut short must not pass for a whole one.
    private static func fail() -> Never {
        let reason = String(cString: strerror(errno))
        StandardError.print("annals: cannot write the result: \(reason).")
        _exit(ExitStatus.failed.rawValue)
    }

    static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
}

/// Reads a whole file, or standard input when the path is `-`.
enum InputFile {
    static func bytes(at path: String) throws(Failure) -> [UInt8] {
        let file = path == "-" ? stdin : fopen(path, "rb")
        guard let file else {
            throw Failure("\(path): \(String(cString: strerror(errno))).", .badInput)
        }
        defer { if path != "-" { fclose(file) } }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        guard ferror(file) == 0 else {
            throw Failure("\(path): \(String(cString: strerror(errno))).", .badInput)
        }
        return bytes
    }
}
