/// The members of a zip file, by its central directory; Zip64 included.
///
/// The directory is read in parts and never held: the SEC's `submissions.zip` has a million
/// members and over four gigabytes.
public struct ZipReader: Sendable {
    private let file: OpenFile
    private let directory: ZipDirectory

    /// - Throws: ``CompressionError`` when the file has no central directory inside itself.
    public init(path: String) throws(CompressionError) {
        file = try OpenFile(path: path)
        directory = try ZipDirectory(of: file)
    }

    /// Whether data begin as a zip file does that has a member.
    public static func isZip(_ start: some Sequence<UInt8>) -> Bool {
        start.prefix(4).elementsEqual([0x50, 0x4B, 3, 4])
    }

    /// How many members the end record announces.
    public var memberCount: Int { directory.members }

    /// The members, in the directory's order.
    public func members() -> ZipMembers { ZipMembers(of: file, directory) }

    /// The unpacked bytes of one member.
    ///
    /// - Parameter limitBytes: A member that announces more is not begun.
    /// - Throws: ``CompressionError`` when the member's own header contradicts the directory, it is
    ///   encrypted, or its method is neither stored nor deflate.
    public func content(
        of member: ZipMember, limitBytes: Int
    ) throws(CompressionError) -> ZipMemberReader {
        guard !member.isEncrypted else { throw .unsupported(reason: "encrypted") }
        guard member.method == 0 || member.method == 8 else {
            throw .unsupported(reason: "compression method \(member.method)")
        }
        guard member.sizeBytes <= min(limitBytes, Int.max - 1) else {
            throw .tooLarge(limitBytes: limitBytes)
        }
        return try ZipMemberReader(member, range: try contentRange(of: member), in: file)
    }

    /// Source: APPNOTE.TXT, section 4.3.7. The lengths there may differ from the directory's.
    private func contentRange(of member: ZipMember) throws(CompressionError) -> Range<Int> {
        let fixedBytes = 30
        guard member.header <= directory.offset - fixedBytes else {
            throw .damaged(reason: "\(member.name) is outside the file")
        }
        let header = try file.bytes(at: member.header, count: fixedBytes)
        guard header.number(UInt32.self, at: 0) == 0x0403_4B50,
            header.number(UInt16.self, at: 8) == member.method,
            let name = header.number(UInt16.self, at: 26),
            let extra = header.number(UInt16.self, at: 28)
        else { throw .damaged(reason: "\(member.name) is not where the directory says") }
        let start = member.header + fixedBytes
        let rawName = try file.bytes(at: start, count: Int(name))
        guard rawName == member.rawName else {
            throw .damaged(reason: "\(member.name) has another name at its place")
        }
        let content = start + Int(name) + Int(extra)
        guard content <= directory.offset,
            member.compressedBytes <= directory.offset - content
        else { throw .damaged(reason: "\(member.name) reaches into the directory") }
        return content..<content + member.compressedBytes
    }
}
