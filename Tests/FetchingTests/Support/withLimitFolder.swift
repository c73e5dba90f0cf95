import Fetching
import Glibc
import TestSupport

/// Runs the body with the name of a folder that is not there yet, and removes it afterwards.
func withLimitFolder<Value>(
    isolation: isolated (any Actor)? = #isolation, _ body: (RateFolder) async throws -> Value
) async throws -> Value {
    let path = "\(P_tmpdir)/annals-limits-test-\(UInt64.random(in: 0...UInt64.max))"
    defer { _ = try? shell("rm -rf '\(path)'") }
    return try await body(RateFolder(path: path))
}
