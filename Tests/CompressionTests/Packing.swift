import CZlib

/// Data to unpack, made by zlib itself.
enum Packing {
    /// - Parameter wrapping: As zlib numbers it: 31 for gzip, -15 for bare deflate.
    static func deflate(_ bytes: [UInt8], wrapping: Int32 = -15) -> [UInt8] {
        var stream = z_stream()
        deflateInit2_(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, wrapping, 8, Z_DEFAULT_STRATEGY,
            ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        defer { deflateEnd(&stream) }
        var input = bytes
        var packed = [UInt8](repeating: 0, count: Int(deflateBound(&stream, UInt(bytes.count))))
        let packedBytes = packed.count
        let written = input.withUnsafeMutableBufferPointer { input in
            packed.withUnsafeMutableBufferPointer { output in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(packedBytes)
                _ = CZlib.deflate(&stream, Z_FINISH)
                return packedBytes - Int(stream.avail_out)
            }
        }
        return Array(packed[..<written])
    }

    static func gzip(_ text: String) -> [UInt8] { gzip(Array(text.utf8)) }
    static func gzip(_ bytes: [UInt8]) -> [UInt8] { deflate(bytes, wrapping: 31) }

    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        UInt32(crc32_z(0, bytes, bytes.count))
    }

    /// Incompressible, the same every time.
    static func noise(_ count: Int) -> [UInt8] {
        var state: UInt64 = 88_172_645_463_325_252
        return (0..<count).map { _ in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state)
        }
    }
}
