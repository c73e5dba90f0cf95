import CLibcrypto

/// Base64 in its one spelling: no line breaks, no missing or spare padding.
///
/// Source: RFC 4648, section 4. libcrypto reads more than that, so what it read is written again and
/// compared: a text that could be spelled differently would be a second note with the same meaning.
public enum Base64 {
    public static func text(of bytes: [UInt8]) -> String {
        if bytes.isEmpty { return "" }
        let length = (bytes.count + 2) / 3 * 4
        return String(unsafeUninitializedCapacity: length + 1) { text in
            Int(EVP_EncodeBlock(text.baseAddress, bytes, Int32(bytes.count)))
        }
    }

    /// - Returns: `nil` for what is no base64.
    public static func bytes(of text: some StringProtocol) -> [UInt8]? {
        if text.isEmpty { return [] }
        let encoded = Array(text.utf8)
        guard encoded.count % 4 == 0, encoded.count < 1 << 24 else { return nil }
        var isRead = false
        let bytes = [UInt8](unsafeUninitializedCapacity: encoded.count / 4 * 3) { bytes, count in
            let read = EVP_DecodeBlock(bytes.baseAddress, encoded, Int32(encoded.count))
            isRead = read >= 0
            let padding = encoded.suffix(2).count { $0 == UInt8(ascii: "=") }
            count = max(0, Int(read) - padding)
        }
        return isRead && self.text(of: bytes).utf8.elementsEqual(encoded) ? bytes : nil
    }
}
