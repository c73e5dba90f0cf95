/// What a witness signs: when it saw the checkpoint, and the checkpoint.
///
/// Source: C2SP tlog-cosignature v1.0.0, "Ed25519 signatures".
enum Cosignature {
    static func message(of text: String, time: UInt64) -> [UInt8] {
        Array("cosignature/v1\ntime \(time)\n".utf8) + Array(text.utf8)
    }

    /// Eight bytes, the highest first.
    static func bytes(of time: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: time >> (56 - 8 * $0)) }
    }

    /// The time of a signature's blob, and the signature itself.
    static func parts(of blob: [UInt8]) -> (time: UInt64, signature: ArraySlice<UInt8>)? {
        guard blob.count == 8 + Ed25519.signatureBytes else { return nil }
        return (blob.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }, blob[8...])
    }
}
