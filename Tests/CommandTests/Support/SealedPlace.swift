import CanonicalJSON
import Foundation
import Testing

/// A ledger with the sample, a key, and a folder for what is written.
struct SealedPlace: Sendable {
    let ledger: SampleLedger
    let folder: String
    let key: String

    func annals(_ arguments: String...) async throws -> Run {
        try await ledger.run(
            arguments, environment: ["ANNALS_KEY_FOLDER": folder + "/keys"])
    }

    func verify(_ arguments: String...) async throws -> Run {
        try await Run(Program(arguments, of: Programs.verify))
    }

    func write(_ text: String, to name: String) throws -> String {
        let path = folder + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        return path
    }
}

/// Runs the body with a sample ledger that has a key and is not signed yet.
func withPlace(_ body: (SealedPlace) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
        "annals-sealing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try await withSampleLedger { ledger in
        let made = try await ledger.annals(
            "key", "create", "log.example/annals",
            environment: ["ANNALS_KEY_FOLDER": folder.path + "/keys"])
        try #require(made.status == 0, made.story)
        let key = String(try #require(made.lines.first))
        try await body(SealedPlace(ledger: ledger, folder: folder.path, key: key))
    }
}
