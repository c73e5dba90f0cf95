import Glibc

struct ShellFailure: Error {
    let text: String
}

/// Runs a line of shell and returns what it prints.
///
/// - Throws: ``ShellFailure`` with the output when it does not end with zero.
func shell(_ line: String) throws -> String {
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
