import CLibcrypto

/// SHA-256 (FIPS 180-4), of bytes at once or as they come: the name of a document's content.
public final class SHA256 {
    private let context: OpaquePointer

    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
        else {
            preconditionFailure(
                "libcrypto gives no SHA-256: no memory is left, or it was built without")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    public func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
        EVP_DigestUpdate(context, start, bytes.count)
    }

    /// The digest of all that came, 32 bytes. Asked once, at the end.
    public func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: 32) { buffer, count in
            EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
            count = 32
        }
    }

    /// The digest of some bytes, 32 bytes.
    public static func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
        let hash = SHA256()
        let whole: Void? = bytes.withContiguousStorageIfAvailable {
            hash.update(UnsafeRawBufferPointer($0))
        }
        if whole == nil { Array(bytes).withUnsafeBytes { hash.update($0) } }
        return hash.finish()
    }

    /// The digest in 64 hexadecimal digits, lower case.
    public static func text(of bytes: some Sequence<UInt8>) -> String {
        hexadecimal(digest(of: bytes))
    }

    /// The digest in base64, as browsers take it.
    public static func base64(of bytes: some Sequence<UInt8>) -> String {
        Base64.text(of: digest(of: bytes))
    }

    public static func hexadecimal(_ bytes: [UInt8]) -> String {
        let digits = Array("0123456789abcdef".utf8)
        return String(
            decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
    }
}
