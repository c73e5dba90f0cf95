import CZlib

/// Unpacks gzip as it comes, of one member or several, and knows whether it came to its end.
///
/// Source: RFC 1952; RFC 9110, section 8.4.1.3.
final class Gunzip {
    struct Failure: Error {
        let reason: String
    }

    /// On the heap, because zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private var space = [UInt8](repeating: 0, count: 1 << 16)
    /// Between two members, and at the end; not before the first one.
    private(set) var isAtEnd = false

    init() throws(Failure) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        // 15: the largest window; 16: a gzip wrapper and no other.
        let code = inflateInit2_(
            stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard code == Z_OK else { throw Failure(reason: "no memory is left") }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// - Parameter take: Gets pieces of 64 KiB at most; ends the unpacking by false.
    /// - Returns: False when `take` ended it.
    func unpack(
        _ bytes: UnsafeRawBufferPointer, _ take: (UnsafeRawBufferPointer) -> Bool
    ) throws(Failure) -> Bool {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return true }
        stream.pointee.next_in = UnsafeMutablePointer(
            mutating: start.assumingMemoryBound(to: UInt8.self))
        stream.pointee.avail_in = UInt32(bytes.count)
        while true {
            if isAtEnd {
                guard stream.pointee.avail_in > 0 else { return true }
                inflateReset(stream)
                isAtEnd = false
            }
            let (code, count) = step()
            let isWelcome = space.withUnsafeBytes {
                take(UnsafeRawBufferPointer(rebasing: $0[..<count]))
            }
            guard isWelcome else { return false }
            switch code {
            case Z_STREAM_END: isAtEnd = true
            case Z_OK: if stream.pointee.avail_in == 0, count < space.count { return true }
            // Nothing more can be done with what is there.
            case Z_BUF_ERROR: return true
            default:
                let text = stream.pointee.msg.map { String(cString: $0) }
                throw Failure(reason: "broken gzip: \(text ?? "no gzip data")")
            }
        }
    }

    private func step() -> (code: Int32, count: Int) {
        space.withUnsafeMutableBytes { buffer in
            stream.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            stream.pointee.avail_out = UInt32(buffer.count)
            let code = inflate(stream, Z_NO_FLUSH)
            return (code, buffer.count - Int(stream.pointee.avail_out))
        }
    }
}
