import CZlib

/// A zip file in memory: each member deflated, without times of its own, so that equal members give
/// equal bytes.
///
/// Source: PKWARE, APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16; names are UTF-8 (4.4.4, bit 11).
/// No Zip64: at most 65,535 members, and less than 4 GiB.
public struct ZipWriter {
    private var body: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// The date of every member, in the format of MS-DOS: 1 January 1980, the first there is.
    private static let date: UInt16 = 0x0021

    public init() {}

    /// Adds a member.
    ///
    /// - Parameter name: With `/` between folders.
    /// - Throws: ``CompressionError`` when zlib fails.
    public mutating func add(_ name: String, _ content: [UInt8]) throws(CompressionError) {
        let packed = try Self.deflated(content)
        let checksum = content.withUnsafeBufferPointer { bytes in
            crc32(0, bytes.baseAddress, uInt(bytes.count))
        }
        var fields: [UInt8] = []
        fields.put(UInt16(20))
        fields.put(UInt16(0x0800))
        fields.put(UInt16(8))
        fields.put(UInt16(0))
        fields.put(Self.date)
        fields.put(UInt32(truncatingIfNeeded: checksum))
        fields.put(UInt32(packed.count))
        fields.put(UInt32(content.count))
        fields.put(UInt16(name.utf8.count))
        fields.put(UInt16(0))
        let place = UInt32(body.count)
        body.put(UInt32(0x0403_4B50))
        body += fields
        body += name.utf8
        body += packed
        directory.put(ZipMember.signature)
        directory.put(UInt16(20))
        directory += fields
        directory.put(UInt16(0))
        directory.put(UInt16(0))
        directory.put(UInt16(0))
        directory.put(UInt32(0))
        directory.put(place)
        directory += name.utf8
        count += 1
    }

    /// The whole file.
    public var bytes: [UInt8] {
        var file = body + directory
        file.put(UInt32(0x0605_4B50))
        file.put(UInt16(0))
        file.put(UInt16(0))
        file.put(UInt16(count))
        file.put(UInt16(count))
        file.put(UInt32(directory.count))
        file.put(UInt32(body.count))
        file.put(UInt16(0))
        return file
    }

    /// A raw deflate stream, as zip wants it.
    private static func deflated(_ content: [UInt8]) throws(CompressionError) -> [UInt8] {
        var stream = z_stream()
        let started = deflateInit2_(
            &stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY,
            zlibVersion(), Int32(MemoryLayout<z_stream>.size))
        guard started == Z_OK else { throw .damaged(reason: "zlib cannot deflate (\(started))") }
        defer { deflateEnd(&stream) }
        var input = content
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(content.count))))
        let (status, used) = input.withUnsafeMutableBufferPointer { from in
            output.withUnsafeMutableBufferPointer { to in
                stream.next_in = from.baseAddress
                stream.avail_in = uInt(from.count)
                stream.next_out = to.baseAddress
                stream.avail_out = uInt(to.count)
                return (deflate(&stream, Z_FINISH), to.count - Int(stream.avail_out))
            }
        }
        guard status == Z_STREAM_END else {
            throw .damaged(reason: "zlib cannot deflate (\(status))")
        }
        return Array(output[..<used])
    }
}

extension [UInt8] {
    fileprivate mutating func put(_ number: some FixedWidthInteger) {
        Swift.withUnsafeBytes(of: number.littleEndian) { append(contentsOf: $0) }
    }
}
