import Digests
import Testing

@Suite struct SHA256Tests {
    /// Source: NIST, "SHA-256 examples", one block, two blocks, and the empty message.
    @Test(
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func `published digests come out`(message: String, digest: String) {
        #expect(SHA256.text(of: message.utf8) == digest)
    }

    @Test func `bytes in pieces give what they give at once`() {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let hash = SHA256()
        var rest = bytes[...]
        var size = 1
        while !rest.isEmpty {
            rest.prefix(size).withUnsafeBytes { hash.update($0) }
            rest = rest.dropFirst(size)
            size = size * 3 + 1
        }
        #expect(hash.finish() == SHA256.digest(of: bytes))
    }
}
