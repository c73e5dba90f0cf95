import Glibc

/// A line of shell that did not end well.
public struct ShellFailure: Error {
    /// What it printed.
    public let text: String

    public init(text: String) { self.text = text }
}

/// Runs a line of shell and returns what it prints.
///
/// - Throws: ``ShellFailure`` with the output when it does not end with zero.
@discardableResult
public func shell(_ line: String) throws -> String {
    guard let pipe = popen("( \(line)\n) 2>&1", "r") else {
        throw ShellFailure(text: "popen failed")
    }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4_096)
    while true {
        let count = fread(&chunk, 1, chunk.count, pipe)
        if count == 0 { break }
        output += chunk[..<count]
    }
    let text = String(decoding: output, as: UTF8.self)
    guard pclose(pipe) == 0 else { throw ShellFailure(text: text) }
    return text
}
