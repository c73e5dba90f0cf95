import Digests

/// A signature line of a note.
public struct NoteSignature: Hashable, Sendable {
    /// The key's name.
    public let name: String
    public let id: KeyID
    /// What follows the key's id; its form is the signature type's.
    let blob: [UInt8]

    init(name: String, id: KeyID, blob: [UInt8]) {
        self.name = name
        self.id = id
        self.blob = blob
    }

    /// - Parameter line: Without its line break.
    init(line: some StringProtocol) throws(ProofError) {
        let words = line.split(
            separator: " ", maxSplits: 2, omittingEmptySubsequences: false)
        guard words.count == 3, words[0] == "\u{2014}", VerifierKey.isName(words[1]),
            let bytes = Base64.bytes(of: words[2]), bytes.count > 4
        else { throw .malformed("A line behind the note's text is no signature") }
        name = String(words[1])
        id = KeyID(rawValue: bytes.prefix(4).reduce(0) { $0 << 8 | UInt32($1) })
        blob = Array(bytes.dropFirst(4))
    }

    /// With its line break.
    public var line: String { "\u{2014} \(name) \(Base64.text(of: id.bytes + blob))\n" }

    /// When a witness made it, in seconds since 1970; `nil` for what cannot be a cosignature.
    public var time: UInt64? { Cosignature.parts(of: blob)?.time }

    /// Whether the signature is by that key and over that text.
    func isValid(over text: String, by key: VerifierKey) -> Bool {
        switch key.type {
        case .ed25519: return Ed25519.isValid(blob, of: Array(text.utf8), key: key.key)
        case .cosignature:
            guard let (time, signature) = Cosignature.parts(of: blob) else { return false }
            return Ed25519.isValid(
                signature, of: Cosignature.message(of: text, time: time), key: key.key)
        }
    }
}
