import CLibcrypto

/// Signatures of 64 bytes (RFC 8032, Ed25519), by libcrypto.
enum Ed25519 {
    static let keyBytes = 32
    static let signatureBytes = 64

    /// 32 bytes that nobody can guess, to be a private key.
    static func newSeed() throws(ProofError) -> [UInt8] {
        var isMade = false
        let seed = [UInt8](unsafeUninitializedCapacity: keyBytes) { bytes, count in
            isMade = RAND_priv_bytes(bytes.baseAddress, Int32(keyBytes)) == 1
            count = keyBytes
        }
        guard isMade else { throw .cryptography("no random bytes") }
        return seed
    }

    static func publicKey(of seed: [UInt8]) throws(ProofError) -> [UInt8] {
        guard
            let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
        else { throw .cryptography("the private key is refused") }
        defer { EVP_PKEY_free(key) }
        var isRead = false
        let bytes = [UInt8](unsafeUninitializedCapacity: keyBytes) { bytes, count in
            count = keyBytes
            isRead = EVP_PKEY_get_raw_public_key(key, bytes.baseAddress, &count) == 1
        }
        guard isRead else { throw .cryptography("the public key is not given") }
        return bytes
    }

    static func sign(_ message: [UInt8], seed: [UInt8]) throws(ProofError) -> [UInt8] {
        guard
            let key = EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
        else { throw .cryptography("the private key is refused") }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { throw .cryptography("no memory is left") }
        defer { EVP_MD_CTX_free(context) }
        var isSigned = false
        let signature = [UInt8](unsafeUninitializedCapacity: signatureBytes) { bytes, count in
            count = signatureBytes
            isSigned =
                EVP_DigestSignInit(context, nil, nil, nil, key) == 1
                && EVP_DigestSign(context, bytes.baseAddress, &count, message, message.count) == 1
        }
        guard isSigned else { throw .cryptography("nothing is signed") }
        return signature
    }

    static func isValid(
        _ signature: some Collection<UInt8>, of message: [UInt8], key: [UInt8]
    ) -> Bool {
        guard signature.count == signatureBytes, key.count == keyBytes,
            let key = EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, key, key.count)
        else { return false }
        defer { EVP_PKEY_free(key) }
        guard let context = EVP_MD_CTX_new() else { return false }
        defer { EVP_MD_CTX_free(context) }
        return EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
            && EVP_DigestVerify(
                context, Array(signature), signatureBytes, message, message.count) == 1
    }
}
