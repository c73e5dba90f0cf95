import Digests

/// The proofs of one company's events, as a dossier has them, held against the events.
///
/// `proofs.txt` has a line an event: its position, and the hashes of its inclusion proof in base64,
/// with blanks between; the checkpoint that they lead to is beside it.
public struct ProvenEvents: Equatable, Sendable {
    public var proofs: [InclusionProof]

    public init(proofs: [InclusionProof]) { self.proofs = proofs }

    public init(text: String) throws(ProofError) {
        proofs = []
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: true)
            .enumerated()
        {
            let words = line.split(separator: " ", omittingEmptySubsequences: false)
            guard let first = words.first, let position = Int64(first), position > 0,
                words.count <= 64
            else { throw .malformed("Line \(number + 1) of the proofs has no position") }
            var hashes: [NodeHash] = []
            for word in words.dropFirst() {
                guard let hash = NodeHash(base64: word) else {
                    throw .malformed("Line \(number + 1) of the proofs has what is no hash")
                }
                hashes.append(hash)
            }
            proofs.append(InclusionProof(index: position - 1, hashes: hashes))
        }
    }

    public var text: String {
        proofs.map { proof in
            ([String(proof.index + 1)] + proof.hashes.map(\.base64)).joined(separator: " ") + "\n"
        }.joined()
    }

    /// Checks that each entry is in the log, in its order.
    ///
    /// - Throws: ``ProofError/mismatch(_:)`` with the first that is not.
    public func verify(
        entries: [ArraySlice<UInt8>], checkpoint: Checkpoint
    ) throws(ProofError) {
        guard entries.count == proofs.count else {
            throw .mismatch("There are \(entries.count) events and \(proofs.count) proofs")
        }
        let hasher = MerkleHasher()
        var last: Int64 = -1
        for (entry, proof) in zip(entries, proofs) {
            guard proof.index > last else {
                throw .mismatch("Position \(proof.index + 1) is not behind the one before it")
            }
            last = proof.index
            do throws(ProofError) {
                try proof.verify(
                    leaf: hasher.leaf(Array(entry)), size: checkpoint.size, root: checkpoint.root,
                    by: hasher)
            } catch {
                throw .mismatch("The event at position \(proof.index + 1): \(error)")
            }
        }
    }
}
