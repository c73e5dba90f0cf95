import Digests

/// A public key under its name, as auditors keep it: `name+id+base64`.
///
/// Source: C2SP signed-note v1.0.0, "Verifier keys".
public struct VerifierKey: Hashable, Sendable {
    public let name: String
    public let type: SignatureType
    /// 32 bytes.
    public let key: [UInt8]
    public let id: KeyID

    /// - Throws: ``ProofError/malformed(_:)`` for a name that no note can have.
    public init(name: String, type: SignatureType, key: [UInt8]) throws(ProofError) {
        guard Self.isName(name) else {
            throw .malformed(
                "\(name.isEmpty ? "An empty text" : name) is no key name: it has no blank, plus "
                    + "sign or control character")
        }
        self.name = name
        self.type = type
        self.key = key
        id = KeyID(name: name, type: type, key: key)
    }

    public init(_ text: some StringProtocol) throws(ProofError) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let id = KeyID(hexadecimal: parts[1]),
            let bytes = Base64.bytes(of: parts[2]), bytes.count == 1 + Ed25519.keyBytes
        else {
            throw .malformed("\(text) is no verifier key: it has the form name+id+base64")
        }
        guard let type = SignatureType(rawValue: bytes[0]) else {
            throw .malformed("The key of \(parts[0]) has type \(bytes[0]), which is not known here")
        }
        try self.init(name: String(parts[0]), type: type, key: Array(bytes.dropFirst()))
        guard self.id == id else {
            throw .malformed("The id \(id.hexadecimal) is not that of the key of \(name)")
        }
    }

    /// The keys that a user names: one itself, or a file with some, a line each; `#` begins a comment.
    ///
    /// - Throws: ``ProofError/malformed(_:)``, ``FileFailure``
    public static func named(_ text: String) throws -> [VerifierKey] {
        if let key = try? VerifierKey(text) { return [key] }
        guard let bytes = try WholeFile.read(text) else { return [try VerifierKey(text)] }
        return try list(String(decoding: bytes, as: UTF8.self))
    }

    /// The keys of a text that has one a line.
    public static func list(_ text: String) throws(ProofError) -> [VerifierKey] {
        var keys: [VerifierKey] = []
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            keys.append(try VerifierKey(line))
        }
        return keys
    }

    public var text: String {
        "\(name)+\(id.hexadecimal)+\(Base64.text(of: [type.rawValue] + key))"
    }

    /// Source: C2SP signed-note v1.0.0: not empty, without Unicode space and plus sign.
    static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar != "+" && !scalar.properties.isWhitespace && scalar.value >= 0x20
                    && scalar.value != 0x7F
            }
    }
}
