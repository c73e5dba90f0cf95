/// What a log says of itself: its origin, how many entries it has, and their root hash.
///
/// Source: C2SP tlog-checkpoint v1.0.0. It says no time: that is in a cosignature or a time stamp.
public struct Checkpoint: Hashable, Sendable {
    /// The log's name, and its key's.
    public let origin: String
    public let size: Int64
    public let root: NodeHash

    public init(origin: String, size: Int64, root: NodeHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// - Parameter text: A note's text; lines behind the third one are passed over.
    public init(text: String) throws(ProofError) {
        let lines = text.unicodeScalars.split(
            separator: "\n", maxSplits: 3, omittingEmptySubsequences: false
        ).map(Substring.init)
        guard lines.count == 4, !lines[0].isEmpty else {
            throw .malformed("A checkpoint has an origin, a size and a root hash, a line each")
        }
        guard let size = Int64(lines[1]), size >= 0, String(size) == lines[1] else {
            throw .malformed("The checkpoint's size is no number")
        }
        guard let root = NodeHash(base64: lines[2]) else {
            throw .malformed("The checkpoint's root hash is not 32 bytes in base64")
        }
        self.init(origin: String(lines[0]), size: size, root: root)
    }

    public var text: String { "\(origin)\n\(size)\n\(root.base64)\n" }

    public func signed(by key: SigningKey) throws(ProofError) -> SignedNote {
        SignedNote(text: text, signatures: [try key.sign(text)])
    }
}

extension SignedNote {
    public func checkpoint() throws(ProofError) -> Checkpoint { try Checkpoint(text: text) }

    /// The checkpoint that a key of its own origin has signed.
    ///
    /// - Throws: ``ProofError``, also where only keys of another name have.
    public func checkpoint(signedBy keys: [VerifierKey]) throws(ProofError) -> Checkpoint {
        let checkpoint = try checkpoint()
        let signers = try verified(by: keys)
        guard signers.contains(where: { $0.name == checkpoint.origin }) else {
            throw .unsigned(keys: [checkpoint.origin])
        }
        return checkpoint
    }
}
