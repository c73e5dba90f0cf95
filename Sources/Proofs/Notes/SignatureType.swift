import Digests

/// What a signature of a note is: the first byte of a key's text and of what its id is made of.
///
/// Source: C2SP signed-note v1.0.0, "Signature types"; tlog-cosignature v1.0.0.
public enum SignatureType: UInt8, Sendable {
    case ed25519 = 0x01
    /// Ed25519 over a time and the note: a witness's.
    case cosignature = 0x04
}

/// The four bytes by which a signature names its key.
public struct KeyID: Hashable, Sendable {
    public let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Source: C2SP signed-note v1.0.0: SHA-256(name ‖ LF ‖ type ‖ public key), the first four bytes.
    init(name: String, type: SignatureType, key: [UInt8]) {
        let digest = SHA256.digest(of: Array(name.utf8) + [0x0A, type.rawValue] + key)
        rawValue = digest.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// - Parameter text: Eight hexadecimal digits in lower case.
    init?(hexadecimal text: some StringProtocol) {
        guard text.utf8.count == 8, let value = UInt32(text, radix: 16),
            Self(rawValue: value).hexadecimal == text
        else { return nil }
        rawValue = value
    }

    public var hexadecimal: String { SHA256.hexadecimal(bytes) }

    var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: rawValue >> (24 - 8 * $0)) } }
}
