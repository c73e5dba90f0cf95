/// One member of a zip file, as the central directory lists it.
public struct ZipMember: Equatable, Sendable {
    /// As it stands there, also with folders or `..` in it; not fit for a path.
    public let name: String
    public let compressedBytes: Int
    /// As the directory says; verified when the content is read.
    public let sizeBytes: Int
    let crc32: UInt32
    let method: UInt16
    let isEncrypted: Bool
    /// Where its own header stands.
    let header: Int
    let rawName: [UInt8]

    static let signature: UInt32 = 0x0201_4B50
    static let fixedBytes = 46

    /// How many bytes the entry has, of which at least 46 are there; `nil`: it is none.
    static func length(in directory: [UInt8], at place: Int) -> Int? {
        guard directory.number(UInt32.self, at: place) == signature,
            let name = directory.number(UInt16.self, at: place + 28),
            let extra = directory.number(UInt16.self, at: place + 30),
            let comment = directory.number(UInt16.self, at: place + 32)
        else { return nil }
        return fixedBytes + Int(name) + Int(extra) + Int(comment)
    }

    /// Reads a whole entry.
    ///
    /// Source: PKWARE, APPNOTE.TXT, sections 4.3.12 and 4.5.3. A size or a place that is all ones
    /// stands in the Zip64 extra field instead, in a fixed order and only then.
    init(entry: [UInt8]) throws(CompressionError) {
        guard let flags = entry.number(UInt16.self, at: 8),
            let method = entry.number(UInt16.self, at: 10),
            let crc32 = entry.number(UInt32.self, at: 16),
            let packed = entry.number(UInt32.self, at: 20),
            let size = entry.number(UInt32.self, at: 24),
            let nameBytes = entry.number(UInt16.self, at: 28),
            let extraBytes = entry.number(UInt16.self, at: 30),
            let header = entry.number(UInt32.self, at: 42)
        else { throw .truncated }
        let extraStart = Self.fixedBytes + Int(nameBytes)
        guard extraStart + Int(extraBytes) <= entry.count else { throw .truncated }
        rawName = Array(entry[Self.fixedBytes..<extraStart])
        name = String(decoding: rawName, as: UTF8.self)
        var wide = Zip64Field(Array(entry[extraStart..<extraStart + Int(extraBytes)]))
        sizeBytes = try wide.value(for: size)
        compressedBytes = try wide.value(for: packed)
        self.header = try wide.value(for: header)
        self.crc32 = crc32
        self.method = method
        isEncrypted = flags & 1 != 0
    }
}
