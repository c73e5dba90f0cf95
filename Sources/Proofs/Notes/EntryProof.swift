import Digests

/// The proof of one entry in one text file: its place, the hashes, and the signed checkpoint.
///
/// Source: C2SP tlog-proof v1.
public struct EntryProof: Equatable, Sendable {
    public let inclusion: InclusionProof
    public let note: SignedNote

    private static let title = "c2sp.org/tlog-proof@v1"
    /// A tree has no more levels than this.
    private static let mostHashes = 63

    public init(_ inclusion: InclusionProof, note: SignedNote) {
        self.inclusion = inclusion
        self.note = note
    }

    public init(_ text: String) throws(ProofError) {
        var lines = text.unicodeScalars.split(
            separator: "\n", omittingEmptySubsequences: false
        ).map(Substring.init)[...]
        guard lines.popFirst() == Substring(Self.title) else {
            throw .malformed("The file does not begin with \(Self.title)")
        }
        if let extra = lines.first, extra.hasPrefix("extra ") {
            guard Base64.bytes(of: extra.dropFirst(6)) != nil else {
                throw .malformed("The extra data are not in base64")
            }
            lines.removeFirst()
        }
        guard let line = lines.popFirst(), line.hasPrefix("index "),
            let index = Int64(line.dropFirst(6)), index >= 0, "index \(index)" == line
        else { throw .malformed("The proof has no index") }
        var hashes: [NodeHash] = []
        while let line = lines.popFirst(), !line.isEmpty {
            guard hashes.count < Self.mostHashes, let hash = NodeHash(base64: line) else {
                throw .malformed(
                    "Line \(hashes.count + 3) of the proof is no hash, or one too many")
            }
            hashes.append(hash)
        }
        inclusion = InclusionProof(index: index, hashes: hashes)
        note = try SignedNote(lines.joined(separator: "\n"))
    }

    public var text: String {
        "\(Self.title)\nindex \(inclusion.index)\n"
            + inclusion.hashes.map { $0.base64 + "\n" }.joined() + "\n" + note.whole
    }

    /// Checks that the entry is in the log that a known key has signed.
    ///
    /// - Returns: The checkpoint that says so.
    @discardableResult
    public func verify(
        entry: [UInt8], keys: [VerifierKey]
    ) throws(ProofError) -> Checkpoint {
        let checkpoint = try note.checkpoint(signedBy: keys)
        let hasher = MerkleHasher()
        try inclusion.verify(
            leaf: hasher.leaf(entry), size: checkpoint.size, root: checkpoint.root, by: hasher)
        return checkpoint
    }
}
