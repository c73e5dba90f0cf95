import Digests

/// SHA-256 over fields, each told apart from its neighbours and from NULL.
///
/// A field is its length as a signed 32-bit integer, big-endian, and its bytes; NULL is the length
/// −1 alone: as in a row of PostgreSQL's binary COPY.
struct FieldHash: ~Copyable {
    private let hash = SHA256()
    /// Most fields are a few bytes, for which a call into libcrypto costs more than hashing them.
    private var waiting: [UInt8] = []

    private static let mostWaiting = 32 * 1024

    init() { waiting.reserveCapacity(Self.mostWaiting + 1_024) }

    mutating func put(_ field: UnsafeRawBufferPointer?) {
        putInteger(field.map { Int32(truncatingIfNeeded: $0.count) } ?? -1)
        guard let field else { return }
        if field.count >= 1_024 { flush() }
        if waiting.isEmpty, field.count >= 1_024 {
            hash.update(field)
        } else {
            waiting.append(contentsOf: field)
        }
        if waiting.count >= Self.mostWaiting { flush() }
    }

    mutating func put(_ text: String) {
        Array(text.utf8).withUnsafeBytes { put($0) }
    }

    mutating func put(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { put($0) }
    }

    /// The digest of all that came in 64 hexadecimal digits.
    consuming func finish() -> String {
        flush()
        return SHA256.hexadecimal(hash.finish())
    }

    private mutating func putInteger(_ value: Int32) {
        withUnsafeBytes(of: value.bigEndian) { waiting.append(contentsOf: $0) }
    }

    private mutating func flush() {
        waiting.withUnsafeBytes { hash.update($0) }
        waiting.removeAll(keepingCapacity: true)
    }
}
