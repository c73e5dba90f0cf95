/// The entries of a central directory, read as they are asked for.
public struct ZipMembers {
    private let file: OpenFile
    private let members: Int
    private var place: Int
    private let end: Int
    private var given = 0
    private var buffer: [UInt8] = []
    private var used = 0

    init(of file: OpenFile, _ directory: ZipDirectory) {
        self.file = file
        members = directory.members
        place = directory.offset
        end = directory.offset + directory.sizeBytes
    }

    /// The next member; `nil` when all that were announced were given.
    ///
    /// - Throws: ``CompressionError`` when the directory is damaged, or has more or fewer members
    ///   than announced; those given before stand.
    public mutating func next() throws(CompressionError) -> ZipMember? {
        guard given < members else {
            guard place == end, used == buffer.count else {
                throw .damaged(reason: "the central directory has more than its members")
            }
            return nil
        }
        guard try hold(ZipMember.fixedBytes),
            let length = ZipMember.length(in: buffer, at: used), try hold(length)
        else { throw .damaged(reason: "member \(given + 1) of the central directory is broken") }
        let member = try ZipMember(entry: Array(buffer[used..<used + length]))
        used += length
        given += 1
        return member
    }

    /// Brings the next bytes into the buffer.
    ///
    /// - Returns: Whether the directory has so many.
    private mutating func hold(_ count: Int) throws(CompressionError) -> Bool {
        if buffer.count - used >= count { return true }
        buffer.removeFirst(used)
        used = 0
        let wanted = min(end - place, max(1 << 17, count - buffer.count))
        buffer += try file.bytes(at: place, count: wanted)
        place += wanted
        return buffer.count >= count
    }
}
