import ArgumentParser
import Proofs

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Check a whole exported log: every entry, every tile.")

    @Argument(help: "The folder that annals export wrote.")
    var folder: String

    @Option(
        help: ArgumentHelp(
            "A checkpoint that you have from before, which this log must continue.",
            valueName: "file"))
    var older: [String] = []

    @OptionGroup var keys: KeyOptions

    func run() async throws {
        let log = ExportedLog(folder)
        let keys = try keys.keys()
        let report = try await ExportVerifier(log, keys: keys).verify()
        var findings = report.findings
        for path in older {
            let older = try SignedNote(WholeFile.requiredText(path)).checkpoint(signedBy: keys)
            findings += try whatDiffers(older, path: path, report.checkpoint, log)
        }
        for finding in findings { print(finding) }
        guard findings.isEmpty else { throw ExitCode.failure }
        let signers = report.signers.map(\.name).joined(separator: ", ")
        print("holds: \(report.checkpoint.words)")
        print("\(report.entries) entries, \(report.bytes) bytes, signed by \(signers)")
        for path in older { print("continues \(path)") }
    }

    private func whatDiffers(
        _ older: Checkpoint, path: String, _ newer: Checkpoint, _ log: ExportedLog
    ) throws -> [String] {
        guard older.origin == newer.origin else {
            return ["\(path) is of another log, \(older.origin)."]
        }
        guard older.size <= newer.size else {
            return ["\(path) has \(older.size) events, and this log only \(newer.size)."]
        }
        var tiles = TileSet(size: newer.size)
        for place in tiles.needed(forRootOf: older.size) {
            tiles.add(try log.hashes(of: place), at: place)
        }
        if try tiles.root(of: older.size) == older.root { return [] }
        return ["The first \(older.size) events are not those that \(path) was signed for."]
    }
}
