import CZlib

/// One stream of deflated bytes at a time, inflated by zlib.
final class Inflation {
    /// The wrapping of the deflated bytes, as zlib numbers it: plus 16 for gzip, negative for none.
    ///
    /// Source: zlib.h, `inflateInit2`.
    enum Wrapping: Int32 {
        case gzip = 31
        case none = -15
    }

    /// A stable place: zlib's own state points back at it.
    private let stream: UnsafeMutablePointer<z_stream>
    private let input: UnsafeMutableRawBufferPointer
    private let source: any ByteSource

    init(_ source: any ByteSource, wrapping: Wrapping) throws(CompressionError) {
        self.source = source
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        input = .allocate(byteCount: 1 << 16, alignment: 16)
        let size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(stream, wrapping.rawValue, ZLIB_VERSION, size) == Z_OK else {
            throw .unreadable(reason: "no memory for zlib")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
        input.deallocate()
    }

    /// The next byte of the input, left where it is; `nil` at its end.
    func peek() throws(CompressionError) -> UInt8? {
        guard try fill() else { return nil }
        return stream.pointee.next_in.pointee
    }

    /// Drops the byte that ``peek()`` gave.
    func skip() {
        stream.pointee.next_in += 1
        stream.pointee.avail_in -= 1
    }

    /// Begins another stream where the last one ended.
    func restart() { inflateReset(stream) }

    /// Inflates until the buffer has something in it or the stream ends.
    ///
    /// - Throws: ``CompressionError/truncated`` when the input ends before the stream does;
    ///   ``CompressionError/damaged(reason:)``, for a gzip also when its checksum or length is wrong.
    func inflate(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(CompressionError) -> (count: Int, isEnd: Bool) {
        let room = min(buffer.count, 1 << 30)
        stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_out = UInt32(room)
        while true {
            let hasInput = try fill()
            let status = CZlib.inflate(stream, Z_NO_FLUSH)
            let count = room - Int(stream.pointee.avail_out)
            switch status {
            case Z_STREAM_END: return (count, true)
            case Z_OK, Z_BUF_ERROR:
                if count > 0 { return (count, false) }
                if !hasInput { throw .truncated }
            case Z_NEED_DICT: throw .damaged(reason: "a dictionary is asked for")
            case Z_MEM_ERROR: throw .unreadable(reason: "no memory for zlib")
            default:
                let message = stream.pointee.msg.map { String(cString: $0) }
                throw .damaged(reason: message ?? "zlib's error \(status)")
            }
        }
    }

    /// - Returns: Whether there is input.
    private func fill() throws(CompressionError) -> Bool {
        if stream.pointee.avail_in > 0 { return true }
        let count = try source.read(into: input)
        stream.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(count)
        return count > 0
    }
}
