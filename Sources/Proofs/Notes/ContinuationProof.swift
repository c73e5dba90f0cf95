/// The proof that a checkpoint continues an older tree, in one text: the body that a witness is sent.
///
/// Source: C2SP tlog-witness, "add-checkpoint": `old` and the size, the hashes a line each, an empty
/// line, the checkpoint.
public struct ContinuationProof: Equatable, Sendable {
    public let oldSize: Int64
    public let proof: ConsistencyProof
    public let note: SignedNote

    /// As many as two trees of 2^63 leaves could ask for; the specification's own limit.
    private static let mostHashes = 63

    public init(oldSize: Int64, _ proof: ConsistencyProof, note: SignedNote) {
        self.oldSize = oldSize
        self.proof = proof
        self.note = note
    }

    public init(_ text: String) throws(ProofError) {
        var lines = text.unicodeScalars.split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(Substring.init)[...]
        guard let line = lines.popFirst(), line.hasPrefix("old "),
            let size = Int64(line.dropFirst(4)), size >= 0, "old \(size)" == line
        else { throw .malformed("The proof does not begin with old and a size") }
        var hashes: [NodeHash] = []
        while let line = lines.popFirst(), !line.isEmpty {
            guard hashes.count < Self.mostHashes, let hash = NodeHash(base64: line) else {
                throw .malformed(
                    "Line \(hashes.count + 2) of the proof is no hash, or one too many")
            }
            hashes.append(hash)
        }
        oldSize = size
        proof = ConsistencyProof(hashes: hashes)
        note = try SignedNote(lines.joined(separator: "\n"))
    }

    public var text: String {
        "old \(oldSize)\n" + proof.hashes.map { $0.base64 + "\n" }.joined() + "\n" + note.whole
    }

    /// Checks that the log which a known key has signed continues an older checkpoint.
    ///
    /// - Returns: The newer checkpoint.
    @discardableResult
    public func verify(
        older: Checkpoint, keys: [VerifierKey]
    ) throws(ProofError) -> Checkpoint {
        let newer = try note.checkpoint(signedBy: keys)
        guard newer.origin == older.origin else {
            throw .mismatch("The checkpoints are of \(older.origin) and \(newer.origin)")
        }
        guard older.size == oldSize else {
            throw .mismatch("The proof is about \(oldSize) entries, the checkpoint \(older.size)")
        }
        try proof.verify(
            oldSize: older.size, oldRoot: older.root, newSize: newer.size, newRoot: newer.root)
        return newer
    }
}
