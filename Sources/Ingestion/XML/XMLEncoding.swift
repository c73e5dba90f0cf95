import CExpat

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// Encodings of one byte per character, beside those that expat knows itself: UTF-8, UTF-16,
/// ISO-8859-1 and US-ASCII.
enum XMLEncoding {
    /// What each byte stands for, -1 where it stands for nothing.
    ///
    /// - Parameter name: As the document declares it: `windows-1252`.
    /// - Returns: `nil` for an unknown name, and for encodings where a character can take several
    ///   bytes.
    static func characters(ofBytesIn name: String) -> [CInt]? {
        guard let converter = iconv_open("UTF-32LE", name),
            converter != UnsafeMutableRawPointer(bitPattern: -1)
        else { return nil }
        defer { iconv_close(converter) }
        var characters: [CInt] = []
        for byte in UInt8.min...UInt8.max {
            switch character(of: byte, by: converter) {
            case .success(let character): characters.append(character)
            case .failure: return nil
            }
        }
        return characters
    }

    private struct TakesSeveralBytes: Error {}

    private static func character(
        of byte: UInt8, by converter: iconv_t
    ) -> Result<CInt, TakesSeveralBytes> {
        var input = CChar(bitPattern: byte)
        var output: UInt32 = 0
        let failed = withUnsafeMutablePointer(to: &input) { source in
            withUnsafeMutableBytes(of: &output) { target in
                var from: UnsafeMutablePointer<CChar>? = source
                var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
                var (fromLeft, toLeft) = (1, target.count)
                return iconv(converter, &from, &fromLeft, &to, &toLeft) == -1
                    || toLeft == target.count
            }
        }
        if !failed { return .success(CInt(bitPattern: UInt32(littleEndian: output))) }
        if errno == EILSEQ { return .success(-1) }
        return .failure(TakesSeveralBytes())
    }

    /// Fills expat's table for an encoding that it does not know.
    ///
    /// - Returns: Whether there is such an encoding.
    static func fill(_ info: UnsafeMutablePointer<XML_Encoding>, for name: String) -> Bool {
        guard let characters = characters(ofBytesIn: name) else { return false }
        withUnsafeMutableBytes(of: &info.pointee.map) { map in
            characters.withUnsafeBytes { map.copyMemory(from: $0) }
        }
        info.pointee.convert = nil
        info.pointee.release = nil
        return true
    }
}
