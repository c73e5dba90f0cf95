/// The unpacked bytes of a gzip file, which may have several members one after the other.
///
/// Source: RFC 1952. Header, checksum and length of every member are verified. Zeros may follow
/// the last member, as `gzip` itself accepts them from tapes; anything else is damage.
public final class GzipReader: ByteSource {
    private let inflation: Inflation
    private let limitBytes: Int
    private var total = 0
    private var members = 0
    private var isBetweenMembers = true
    private var end: Result<Int, CompressionError>?

    /// - Parameter limitBytes: More than that unpacked is an error: a small file can hold terabytes.
    public init(_ source: any ByteSource, limitBytes: Int) throws(CompressionError) {
        inflation = try Inflation(source, wrapping: .gzip)
        self.limitBytes = min(limitBytes, Int.max - 1)
    }

    /// Whether data begin as a gzip does.
    public static func isGzip(_ start: some Sequence<UInt8>) -> Bool {
        start.prefix(2).elementsEqual([0x1F, 0x8B])
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(CompressionError) -> Int {
        if let end { return try end.get() }
        do throws(CompressionError) {
            let count = try readNext(into: buffer)
            if count == 0 { end = .success(0) }
            return count
        } catch {
            end = .failure(error)
            throw error
        }
    }

    private func readNext(
        into buffer: UnsafeMutableRawBufferPointer
    ) throws(CompressionError) -> Int {
        while true {
            if isBetweenMembers {
                guard try beginMember() else { return 0 }
            }
            // One byte more than allowed shows that there is more.
            let room = min(buffer.count, limitBytes - total + 1)
            let part = try inflation.inflate(
                into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<room]))
            total += part.count
            guard total <= limitBytes else { throw .tooLarge(limitBytes: limitBytes) }
            isBetweenMembers = part.isEnd
            if part.count > 0 { return part.count }
        }
    }

    /// - Returns: Whether there is another member.
    private func beginMember() throws(CompressionError) -> Bool {
        guard let first = try inflation.peek() else {
            if members == 0 { throw .truncated }
            return false
        }
        if members > 0, first == 0 {
            try skipZeros()
            return false
        }
        if members > 0 { inflation.restart() }
        members += 1
        isBetweenMembers = false
        return true
    }

    private func skipZeros() throws(CompressionError) {
        while let byte = try inflation.peek() {
            guard byte == 0 else { throw .damaged(reason: "other data behind the gzip") }
            inflation.skip()
        }
    }
}
