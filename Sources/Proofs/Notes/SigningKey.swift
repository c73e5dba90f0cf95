import Digests

/// A private key under its name, as it is kept: `PRIVATE+KEY+name+id+base64`.
///
/// Source: golang.org/x/mod/sumdb/note, "Signing keys"; the seed is RFC 8032's.
public struct SigningKey: Sendable {
    public let verifier: VerifierKey
    private let seed: [UInt8]

    public var name: String { verifier.name }

    /// A new key.
    public init(
        newNamed name: String, type: SignatureType = .ed25519
    ) throws(ProofError) {
        try self.init(name: name, type: type, seed: Ed25519.newSeed())
    }

    private init(name: String, type: SignatureType, seed: [UInt8]) throws(ProofError) {
        self.seed = seed
        verifier = try VerifierKey(name: name, type: type, key: Ed25519.publicKey(of: seed))
    }

    /// - Throws: ``ProofError/malformed(_:)`` which never repeats the text.
    public init(_ text: some StringProtocol) throws(ProofError) {
        let parts = text.split(separator: "+", maxSplits: 4, omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == "PRIVATE", parts[1] == "KEY",
            let id = KeyID(hexadecimal: parts[3]), let bytes = Base64.bytes(of: parts[4]),
            bytes.count == 1 + Ed25519.keyBytes, let type = SignatureType(rawValue: bytes[0])
        else {
            throw .malformed(
                "The signing key does not have the form PRIVATE+KEY+name+id+base64")
        }
        try self.init(name: String(parts[2]), type: type, seed: Array(bytes.dropFirst()))
        guard verifier.id == id else {
            throw .malformed("The signing key's id is not that of its name and key")
        }
    }

    /// To be kept where only its owner can read it.
    public var secretText: String {
        let bytes = [verifier.type.rawValue] + seed
        return "PRIVATE+KEY+\(name)+\(verifier.id.hexadecimal)+\(Base64.text(of: bytes))"
    }

    /// Signs a checkpoint, or any other text that ends in a line break.
    ///
    /// - Parameter time: In seconds since 1970; a cosignature's, which must have one.
    public func sign(_ text: String, at time: UInt64? = nil) throws(ProofError) -> NoteSignature {
        switch verifier.type {
        case .ed25519:
            let blob = try Ed25519.sign(Array(text.utf8), seed: seed)
            return NoteSignature(name: name, id: verifier.id, blob: blob)
        case .cosignature:
            guard let time else { throw .malformed("A cosignature says when it was made") }
            let message = Cosignature.message(of: text, time: time)
            let blob = try Ed25519.sign(message, seed: seed)
            return NoteSignature(
                name: name, id: verifier.id, blob: Cosignature.bytes(of: time) + blob)
        }
    }
}
