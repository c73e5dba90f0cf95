import CZlib

/// The unpacked bytes of one member of a zip file; checksum and both sizes are verified.
public final class ZipMemberReader: ByteSource {
    private let member: ZipMember
    private let packed: FileBytes
    /// `nil`: the member is stored as it is.
    private let inflation: Inflation?
    private var total = 0
    private var checksum: UInt = 0
    private var end: Result<Int, CompressionError>?

    init(_ member: ZipMember, range: Range<Int>, in file: OpenFile) throws(CompressionError) {
        self.member = member
        packed = FileBytes(file, range: range)
        inflation = member.method == 0 ? nil : try Inflation(packed, wrapping: .none)
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
            // One byte more than announced shows that there is more.
            let room = min(buffer.count, member.sizeBytes - total + 1)
            let part = try unpack(UnsafeMutableRawBufferPointer(rebasing: buffer[..<room]))
            total += part.count
            guard total <= member.sizeBytes else {
                throw .damaged(reason: "\(member.name) has more bytes than announced")
            }
            let bytes = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
            if part.count > 0 { checksum = crc32_z(checksum, bytes, part.count) }
            if part.isEnd { try check() }
            if part.count > 0 || part.isEnd { return part.count }
        }
    }

    private func unpack(
        _ buffer: UnsafeMutableRawBufferPointer
    ) throws(CompressionError) -> (count: Int, isEnd: Bool) {
        if let inflation { return try inflation.inflate(into: buffer) }
        let count = try packed.read(into: buffer)
        return (count, count == 0)
    }

    private func check() throws(CompressionError) {
        guard total == member.sizeBytes else {
            throw .damaged(reason: "\(member.name) has fewer bytes than announced")
        }
        guard try inflation?.peek() == nil else {
            throw .damaged(reason: "\(member.name) has other data behind it")
        }
        guard checksum == UInt(member.crc32) else {
            throw .damaged(reason: "\(member.name) has another checksum than announced")
        }
    }
}
