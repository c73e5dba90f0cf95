import Glibc
import Hosting
import TestSupport

/// Calls the body with a new folder that the account `postgres` can reach, then stops the servers
/// in it and removes it.
func withTemporaryFolder(_ body: (String) async throws -> Void) async throws {
    var name = Array("/tmp/annals-hosting-XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else { throw ShellFailure(text: "mkdtemp failed") }
    let folder = String(decoding: name.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    chmod(folder, 0o755)
    do {
        try await body(folder)
    } catch {
        try await remove(folder)
        throw error
    }
    try await remove(folder)
}

private func remove(_ folder: String) async throws {
    try await PrivateServer(folder: folder + "/data").stop()
    _ = try shell("rm -rf '\(folder)'")
}
