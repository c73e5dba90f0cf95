import CLibcrypto

/// SHA-256 of many short texts one after the other: one context, and nothing allocated for each.
///
/// The algorithm is looked up once: libcrypto's lookup costs more than hashing 65 bytes.
public final class RepeatedSHA256 {
    private let context: OpaquePointer
    private let algorithm: OpaquePointer

    public init() {
        guard let algorithm = EVP_MD_fetch(nil, "SHA256", nil), let context = EVP_MD_CTX_new(),
            EVP_DigestInit_ex2(context, algorithm, nil) == 1
        else {
            preconditionFailure(
                "libcrypto gives no SHA-256: no memory is left, or it was built without")
        }
        self.context = context
        self.algorithm = algorithm
    }

    deinit {
        EVP_MD_CTX_free(context)
        EVP_MD_free(algorithm)
    }

    /// Writes the digest of a byte and the bytes behind it.
    ///
    /// - Parameter digest: Room for 32 bytes.
    @inline(__always)
    public func digest(
        of first: UInt8, _ rest: UnsafeRawBufferPointer, into digest: UnsafeMutableRawPointer
    ) {
        begin(first)
        update(rest)
        finish(into: digest)
    }

    /// Begins a text with its first byte.
    @inline(__always)
    public func begin(_ first: UInt8) {
        EVP_DigestInit_ex2(context, nil, nil)
        withUnsafeBytes(of: first) { _ = EVP_DigestUpdate(context, $0.baseAddress, 1) }
    }

    @inline(__always)
    public func update(_ bytes: UnsafeRawBufferPointer) {
        if let start = bytes.baseAddress { EVP_DigestUpdate(context, start, bytes.count) }
    }

    /// - Parameter digest: Room for 32 bytes.
    @inline(__always)
    public func finish(into digest: UnsafeMutableRawPointer) {
        EVP_DigestFinal_ex(context, digest.assumingMemoryBound(to: UInt8.self), nil)
    }
}
