/// Where a zip file's central directory stands, and how many members it lists.
///
/// Source: PKWARE, APPNOTE.TXT, sections 4.3.14 to 4.3.16.
struct ZipDirectory: Equatable {
    let offset: Int
    let sizeBytes: Int
    let members: Int

    private static let endBytes = 22
    private static let locatorBytes = 20
    private static let wideEndBytes = 56

    init(of file: OpenFile) throws(CompressionError) {
        // The end record is followed by a comment, at most 65,535 bytes.
        let tailBytes = min(file.sizeBytes, Self.endBytes + 0xFFFF)
        let tail = try file.bytes(at: file.sizeBytes - tailBytes, count: tailBytes)
        guard let place = Self.endRecord(in: tail) else {
            throw .damaged(reason: "no zip file, or cut short: its end record is missing")
        }
        let end = file.sizeBytes - tailBytes + place
        guard let disks = tail.number(UInt32.self, at: place + 4),
            let here = tail.number(UInt16.self, at: place + 8),
            let count = tail.number(UInt16.self, at: place + 10),
            let size = tail.number(UInt32.self, at: place + 12),
            let offset = tail.number(UInt32.self, at: place + 16)
        else { throw .truncated }
        if count == .max || here == .max || size == .max || offset == .max || disks != 0 {
            if let wide = try Self.wide(in: file, endingAt: end) {
                self = wide
                return
            }
        }
        guard disks == 0, here == count else {
            throw .unsupported(reason: "a zip file of several parts")
        }
        try self.init(
            offset: UInt64(offset), sizeBytes: UInt64(size), members: UInt64(count), before: end)
    }

    private init(
        offset: UInt64, sizeBytes: UInt64, members: UInt64, before end: Int
    ) throws(CompressionError) {
        guard let offset = Int(exactly: offset), let sizeBytes = Int(exactly: sizeBytes),
            let members = Int(exactly: members), offset <= end, sizeBytes <= end - offset
        else { throw .damaged(reason: "the central directory is outside the file") }
        guard members <= sizeBytes / ZipMember.fixedBytes else {
            throw .damaged(reason: "the central directory is too small for its members")
        }
        self.offset = offset
        self.sizeBytes = sizeBytes
        self.members = members
    }

    /// The last place of the record's mark from where its comment reaches exactly to the end.
    private static func endRecord(in tail: [UInt8]) -> Int? {
        guard tail.count >= endBytes else { return nil }
        return (0...tail.count - endBytes).reversed().first { place in
            tail[place] == 0x50 && tail.number(UInt32.self, at: place) == 0x0605_4B50
                && tail.number(UInt16.self, at: place + 20).map { Int($0) }
                    == tail.count - place - endBytes
        }
    }

    /// The Zip64 end record; `nil` when none is announced before the usual one.
    private static func wide(
        in file: OpenFile, endingAt end: Int
    ) throws(CompressionError) -> ZipDirectory? {
        guard end >= locatorBytes else { return nil }
        let locator = try file.bytes(at: end - locatorBytes, count: locatorBytes)
        guard locator.number(UInt32.self, at: 0) == 0x0706_4B50 else { return nil }
        guard let offset = locator.number(UInt64.self, at: 8).flatMap({ Int(exactly: $0) }),
            offset <= end - locatorBytes - wideEndBytes
        else { throw .damaged(reason: "the Zip64 end record is outside the file") }
        let record = try file.bytes(at: offset, count: wideEndBytes)
        guard record.number(UInt32.self, at: 0) == 0x0606_4B50,
            let disks = record.number(UInt64.self, at: 16),
            let here = record.number(UInt64.self, at: 24),
            let count = record.number(UInt64.self, at: 32),
            let size = record.number(UInt64.self, at: 40),
            let start = record.number(UInt64.self, at: 48)
        else { throw .damaged(reason: "the Zip64 end record is missing") }
        guard disks == 0, here == count else {
            throw .unsupported(reason: "a zip file of several parts")
        }
        return try ZipDirectory(offset: start, sizeBytes: size, members: count, before: offset)
    }
}
