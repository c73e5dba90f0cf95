#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A file of known length, open for reading at any place; closed with the last reference.
public final class OpenFile: Sendable {
    public let sizeBytes: Int
    private let descriptor: Int32

    /// - Throws: ``CompressionError/unreadable(reason:)``, also for what is no regular file: a pipe
    ///   has no places.
    public init(path: String) throws(CompressionError) {
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.failure }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else {
            let failure = Self.failure
            close(descriptor)
            throw failure
        }
        guard status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw .unreadable(reason: "not a regular file")
        }
        sizeBytes = Int(status.st_size)
    }

    deinit { close(descriptor) }

    /// - Returns: How many bytes, fewer only at the file's end.
    func read(
        at offset: Int, into buffer: UnsafeMutableRawBufferPointer
    ) throws(CompressionError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let count = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
            if count < 0 {
                if errno == EINTR { continue }
                throw Self.failure
            }
            if count == 0 { break }
            filled += count
        }
        return filled
    }

    /// - Throws: ``CompressionError/truncated`` when the file has fewer.
    func bytes(at offset: Int, count: Int) throws(CompressionError) -> [UInt8] {
        guard offset >= 0, count >= 0, offset <= sizeBytes - count else { throw .truncated }
        var bytes = [UInt8](repeating: 0, count: count)
        let filled = try bytes.withUnsafeMutableBufferPointer {
            buffer throws(CompressionError) -> Int in
            try read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
        }
        guard filled == count else { throw .truncated }
        return bytes
    }

    private static var failure: CompressionError {
        .unreadable(reason: String(cString: strerror(errno)))
    }
}
