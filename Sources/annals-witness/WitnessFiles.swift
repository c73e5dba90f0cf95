import Proofs

/// The folder of a witness: `key`, which only its owner may read, and in `seen` a file a log.
struct WitnessFiles {
    private let folder: String

    init(_ folder: String) { self.folder = folder }

    private var keyPath: String { "\(folder)/key" }
    var seen: String { "\(folder)/seen" }

    func makeKey(_ name: String) throws -> SigningKey {
        if try WholeFile.read(keyPath) != nil {
            throw ProofError.malformed("There is a key in \(keyPath) already")
        }
        let key = try SigningKey(newNamed: name, type: .cosignature)
        try WholeFile.write(Array((key.secretText + "\n").utf8), to: keyPath, permissions: 0o600)
        return key
    }

    func key() throws -> SigningKey {
        guard let bytes = try WholeFile.read(keyPath) else {
            throw ProofError.malformed(
                "There is no key in \(keyPath): annals-witness key NAME --state \(folder) makes one"
            )
        }
        guard WholeFile.isOpenToOthers(keyPath) == false else {
            throw ProofError.malformed("\(keyPath) can be read by others than its owner: chmod 600")
        }
        let text = String(decoding: bytes, as: UTF8.self)
        let key = try SigningKey(text.prefix { $0 != "\n" })
        guard key.verifier.type == .cosignature else {
            throw ProofError.malformed("The key in \(keyPath) is a log's, not a witness's")
        }
        return key
    }
}
