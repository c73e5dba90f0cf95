import CLibcurl

/// How long a server asks its client to stay away.
///
/// Source: RFC 9110, section 10.2.3: seconds, or a date in one of the three forms of section 5.6.7.
public enum RetryAfter {
    /// - Parameters:
    ///   - text: The value of the header.
    ///   - now: Seconds since 1970.
    /// - Returns: Zero for a date that has passed; `nil` for what says nothing.
    public static func pause(_ text: String, now: Int64) -> Duration? {
        let bytes = Array(text.utf8).trimmed
        guard let first = bytes.first else { return nil }
        if bytes.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
            // More digits than a number holds are a long time too.
            return .seconds(Int64(String(decoding: bytes, as: UTF8.self)) ?? Int64(Int32.max))
        }
        // libcurl takes "-5" and "+1" for days as well; a date begins with the name of one.
        guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first & 0xDF) else { return nil }
        let time = curl_getdate(String(decoding: bytes, as: UTF8.self), nil)
        return time < 0 ? nil : .seconds(max(0, Int64(time) - now))
    }
}

extension [UInt8] {
    /// Without blanks and tabs at both ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        let start = self.drop(while: isBlank)
        guard let last = start.lastIndex(where: { !isBlank($0) }) else { return [] }
        return start[...last]
    }
}
