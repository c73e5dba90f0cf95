/// Text in ISO 8859-1, as EDGAR's indexes are to be read; nearly all of it is ASCII.
enum LatinText {
    static func string(_ bytes: [UInt8], _ range: Range<Int>) -> String {
        for place in range where bytes[place] >= 0x80 {
            var text = ""
            for byte in bytes[range] { text.unicodeScalars.append(Unicode.Scalar(byte)) }
            return text
        }
        return String(unsafeUninitializedCapacity: range.count) { buffer in
            var written = 0
            for place in range {
                buffer[written] = bytes[place]
                written += 1
            }
            return written
        }
    }
}
