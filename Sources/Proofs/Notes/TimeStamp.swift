import CLibcrypto
import Digests

/// When an authority saw a text: RFC 3161, asked and checked with libcrypto.
///
/// `openssl ts -verify -data TEXT -in REPLY -CAfile CERTIFICATES` checks the same without this code.
public enum TimeStamp {
    /// A request, and what the reply must repeat.
    public struct Request: Sendable {
        /// DER, to be sent as `application/timestamp-query`.
        public let bytes: [UInt8]
        fileprivate let nonce: [UInt8]
    }

    /// - Throws: ``ProofError/cryptography(_:)``
    public static func request(for text: String) throws(ProofError) -> Request {
        let nonce = Array(try Ed25519.newSeed().prefix(8))
        guard let request = annals_ts_request(SHA256.digest(of: Array(text.utf8)), nonce) else {
            throw .cryptography("no time-stamp request is made")
        }
        defer { TS_REQ_free(request) }
        let count = i2d_TS_REQ(request, nil)
        guard count > 0 else { throw .cryptography("no time-stamp request is made") }
        let bytes = [UInt8](unsafeUninitializedCapacity: Int(count)) { buffer, written in
            var place = buffer.baseAddress
            written = Int(max(0, i2d_TS_REQ(request, &place)))
        }
        return Request(bytes: bytes, nonce: nonce)
    }

    /// Checks that a reply stamps that text.
    ///
    /// - Parameters:
    ///   - request: That it answers; `nil`: whichever.
    ///   - authorities: A file of certificates, PEM, one of which must have issued the signer's;
    ///     `nil`: the signature is not checked.
    /// - Returns: The time that it says, in seconds since 1970.
    public static func verify(
        _ reply: [UInt8], of text: String, answering request: Request? = nil,
        authorities: String? = nil
    ) throws(ProofError) -> Int64 {
        var seconds: Int64 = 0
        let answer = annals_ts_check(
            reply, reply.count, SHA256.digest(of: Array(text.utf8)), request?.nonce, authorities,
            &seconds)
        switch answer {
        case 1: return seconds
        case 0: throw .mismatch("The time stamp is not of this text, or not by who is trusted")
        default: throw .malformed("The reply is no time stamp")
        }
    }
}
