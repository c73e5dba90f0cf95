import CZlib

/// Packs bytes as one gzip member (RFC 1952), as they come.
public final class GzipWriter {
    private var stream = z_stream()
    private var packed: [UInt8] = []
    private var waiting: [UInt8] = []

    /// Bytes are given to zlib so many at a time.
    private static let piece = 1 << 16

    /// - Parameter level: From 1, fast, to 9, small.
    public init(level: Int32 = 1) {
        // 15 bits of window, and 16 for gzip's header and trailer.
        let status = deflateInit2_(
            &stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, zlibVersion(),
            Int32(MemoryLayout<z_stream>.size))
        precondition(status == Z_OK, "zlib has no memory left")
        waiting.reserveCapacity(Self.piece + 256)
    }

    deinit { deflateEnd(&stream) }

    public func write(_ bytes: some Sequence<UInt8>) {
        waiting.append(contentsOf: bytes)
        if waiting.count >= Self.piece { pack(Z_NO_FLUSH) }
    }

    /// The whole, once.
    public func finish() -> [UInt8] {
        pack(Z_FINISH)
        return packed
    }

    private func pack(_ flush: Int32) {
        waiting.withUnsafeMutableBytes { input in
            stream.next_in = input.bindMemory(to: UInt8.self).baseAddress
            stream.avail_in = UInt32(input.count)
            var status = Z_OK
            repeat {
                let part = [UInt8](unsafeUninitializedCapacity: Self.piece) { output, count in
                    stream.next_out = output.baseAddress
                    stream.avail_out = UInt32(output.count)
                    status = deflate(&stream, flush)
                    count = output.count - Int(stream.avail_out)
                }
                packed.append(contentsOf: part)
            } while stream.avail_out == 0 || (flush == Z_FINISH && status != Z_STREAM_END)
        }
        waiting.removeAll(keepingCapacity: true)
    }
}

/// Whole byte strings as gzip.
public enum Gzip {
    /// - Parameter level: From 1, fast, to 9, small.
    public static func compress(_ bytes: [UInt8], level: Int32 = 1) -> [UInt8] {
        let writer = GzipWriter(level: level)
        writer.write(bytes)
        return writer.finish()
    }

    /// - Throws: ``CompressionError`` when the bytes are no whole gzip, or expand to more.
    public static func expand(
        _ bytes: [UInt8], limitBytes: Int = 1 << 30
    ) throws(CompressionError) -> [UInt8] {
        try GzipReader(MemoryBytes(bytes), limitBytes: limitBytes).readAll()
    }
}
