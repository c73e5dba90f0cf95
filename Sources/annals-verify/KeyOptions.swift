import ArgumentParser
import Proofs

/// The keys whose signatures count.
struct KeyOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A key you trust, or a file with some; may be repeated.", valueName: "key"))
    var key: [String] = []

    func validate() throws {
        if key.isEmpty {
            throw ValidationError(
                "Name a key you trust with --key: the log cannot vouch for itself.")
        }
    }

    func keys() throws -> [VerifierKey] { try key.flatMap(VerifierKey.named) }
}

extension WholeFile {
    /// - Throws: ``ProofError/malformed(_:)`` when there is no such file.
    static func required(_ path: String) throws -> [UInt8] {
        guard let bytes = try read(path) else { throw ProofError.malformed("\(path) is not there") }
        return bytes
    }

    static func requiredText(_ path: String) throws -> String {
        guard let text = String(validating: try required(path), as: UTF8.self) else {
            throw ProofError.malformed("\(path) is not in UTF-8")
        }
        return text
    }
}

extension Checkpoint {
    /// `log.example/annals at 61 events, root 5ddb…`
    var words: String { "\(origin) at \(size) events, root \(root.base64)" }
}
