import Compression
import Testing

@Suite struct ZipWriterTests {
    private static let contents: [(name: String, bytes: [UInt8])] = [
        ("a/empty.txt", []), ("a/one.txt", [65]),
        ("a/睿力集成.json", Array("{\"name\":\"睿力集成\"}".utf8)),
        ("a/long.bin", (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }),
        ("a/repeated.txt", Array(repeating: 97, count: 100_000)),
    ]

    private static func packed() throws -> [UInt8] {
        var writer = ZipWriter()
        for file in contents { try writer.add(file.name, file.bytes) }
        return writer.bytes
    }

    @Test func `what it wrote is read back, and equal members are equal bytes`() throws {
        let bytes = try Self.packed()
        #expect(try Self.packed() == bytes)
        try withFile(bytes) { path in
            let zip = try ZipReader(path: path)
            #expect(zip.memberCount == Self.contents.count)
            var members = zip.members()
            for file in Self.contents {
                let member = try #require(try members.next())
                #expect(member.name == file.name)
                let content = try zip.content(of: member, limitBytes: 1 << 20).readAll()
                #expect(content == file.bytes, "\(file.name)")
            }
            let more = try members.next()
            #expect(more == nil)
        }
    }

    @Test func `without members it is an empty zip file`() throws {
        try withFile(ZipWriter().bytes) { path in
            let zip = try ZipReader(path: path)
            #expect(zip.memberCount == 0)
        }
    }
}
