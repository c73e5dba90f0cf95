/// Proof that nothing in the log was altered and nothing is missing, in formats that other people's
/// tools read.
///
/// The log is a *Merkle tree* (RFC 6962, section 2.1): its *leaves* are the entries' bytes, leaf *i*
/// the entry at position *i* + 1, so that a tree's *size* is a head. A *checkpoint* names origin, size
/// and *root hash*, and a *signed note* carries it with signatures. An *inclusion proof* shows that an
/// entry is in a tree, a *consistency proof* that a tree is the beginning of a longer one. *Tiles* are
/// the tree's hashes in pieces of 256, *entry bundles* the entries in such pieces.
///
/// Sources: RFC 6962 and RFC 9162, section 2.1; C2SP signed-note v1.0.0, tlog-checkpoint v1.0.0,
/// tlog-cosignature v1.0.0, tlog-tiles v0.1.0, tlog-proof v1.
///
/// Nothing here knows PostgreSQL: an auditor checks with it what was handed over.
public enum ProofError: Error, Equatable, Sendable {
    /// The text or the bytes do not have the form that their format asks for.
    case malformed(String)
    /// No signature is by a key that is known.
    case unsigned(keys: [String])
    /// A signature by a known key is not over this text.
    case badSignature(key: String)
    /// The hashes do not lead to the root.
    case mismatch(String)
    /// libcrypto did not do what was asked: no memory is left, or it was built without.
    case cryptography(String)
}

extension ProofError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .malformed(let what): "\(what)."
        case .unsigned(let keys):
            "No signature is by a known key (\(keys.joined(separator: ", ")))."
        case .badSignature(let key): "The signature of \(key) is not over this text."
        case .mismatch(let what): "\(what)."
        case .cryptography(let what): "libcrypto failed: \(what)."
        }
    }
}
