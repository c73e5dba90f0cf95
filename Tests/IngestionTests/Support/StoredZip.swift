import Foundation

/// A zip file of members as they are, written to a folder that goes away with it.
final class StoredZip {
    let path: String
    private let folder: URL

    init(
        _ members: [(name: String, bytes: [UInt8])], name: String = "submissions.zip",
        endsEarlyBy missingBytes: Int = 0
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("stored-zip-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent(name)
        path = file.path
        try Data(Self.bytes(of: members).dropLast(missingBytes)).write(to: file)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Source: PKWARE, APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16.
    private static func bytes(of members: [(name: String, bytes: [UInt8])]) -> [UInt8] {
        var file: [UInt8] = []
        var directory: [UInt8] = []
        for member in members {
            let name = Array(member.name.utf8)
            let size = little(UInt32(member.bytes.count))
            let common =
                little(UInt16(20)) + little(UInt16(0)) + little(UInt16(0)) + little(UInt32(0))
                + little(checksum(member.bytes)) + size + size + little(UInt16(name.count))
                + little(UInt16(0))
            directory +=
                little(UInt32(0x0201_4B50)) + little(UInt16(20)) + common
                + [UInt8](repeating: 0, count: 10) + little(UInt32(file.count)) + name
            file += little(UInt32(0x0403_4B50)) + common + name + member.bytes
        }
        let count = little(UInt16(members.count))
        return file + directory + little(UInt32(0x0605_4B50)) + [0, 0, 0, 0] + count + count
            + little(UInt32(directory.count)) + little(UInt32(file.count)) + [0, 0]
    }

    private static func little(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number.littleEndian) { Array($0) }
    }

    /// Source: ISO 3309, as APPNOTE.TXT 4.4.7 has it.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var remainder = UInt32.max
        for byte in bytes {
            remainder ^= UInt32(byte)
            for _ in 0..<8 {
                remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xEDB8_8320 : remainder >> 1
            }
        }
        return ~remainder
    }
}
