import Compression
import Testing

struct ZipTests {
    private static let three: ZipFixture = {
        var fixture = ZipFixture()
        fixture.members = [
            .init("CIK0001999990001.json", #"{"cik":"1999990001"}"#), .init("empty.json", ""),
            .init("large.json", String(repeating: #"{"form":"10-K"}"#, count: 20_000)),
        ]
        fixture.members[1].isStored = true
        return fixture
    }()

    /// Names and contents of all members.
    private func unpack(_ fixture: ZipFixture) throws -> [String: [UInt8]] {
        try unpack(fixture.bytes)
    }

    private func unpack(_ bytes: [UInt8]) throws -> [String: [UInt8]] {
        try withFile(bytes) { path in
            let zip = try ZipReader(path: path)
            var contents: [String: [UInt8]] = [:]
            var members = zip.members()
            while let member = try members.next() {
                let content = try zip.content(of: member, limitBytes: 1 << 20).readAll()
                #expect(content.count == member.sizeBytes)
                contents[member.name] = content
            }
            #expect(contents.count == zip.memberCount)
            return contents
        }
    }

    @Test func `every member comes back, stored or deflated`() throws {
        let contents = try unpack(Self.three)
        #expect(contents.count == 3)
        for member in Self.three.members { #expect(contents[member.name] == member.content) }
    }

    @Test func `a zip may be empty, and may have a comment that looks like an end`() throws {
        #expect(try unpack(ZipFixture()) == [:])
        var fixture = Self.three
        fixture.comment = "PK\u{5}\u{6}" + String(repeating: "x", count: 40)
        #expect(try unpack(fixture).count == 3)
    }

    @Test func `sizes, places and counts of 64 bits are read where they stand`() throws {
        var fixture = Self.three
        fixture.isWide = true
        #expect(try unpack(fixture).count == 3)
        let content = Array("[]".utf8)
        let packed = UInt64(Packing.deflate(content).count)
        var member = ZipFixture.Member("wide.json", "[]")
        member.wide = [UInt64(content.count), packed, 0]
        fixture.members = [member]
        #expect(try unpack(fixture) == ["wide.json": content])
        fixture.members[0].wide = [0]
        fixture.members[0].sizeBytes = UInt32(content.count)
        fixture.members[0].compressedBytes = UInt32(packed)
        #expect(try unpack(fixture) == ["wide.json": content])
    }

    @Test func `cut short anywhere, or with other data behind, it is no zip`() throws {
        var fixture = ZipFixture()
        fixture.members = [.init("a.json", "{}")]
        let bytes = fixture.bytes
        for count in bytes.indices {
            #expect(throws: CompressionError.self, "after \(count) bytes") {
                try unpack(Array(bytes[..<count]))
            }
        }
        #expect(throws: CompressionError.self) { try unpack(bytes + [0]) }
    }

    @Test func `no flipped bit gives other content without an error`() throws {
        var fixture = ZipFixture()
        fixture.members = [.init("a.json", #"{"form":"10-K"}"#)]
        let bytes = fixture.bytes
        for place in bytes.indices {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[place] ^= 1 << UInt8(bit)
                guard let contents = try? unpack(damaged) else { continue }
                #expect(
                    contents.values.allSatisfy { $0 == fixture.members[0].content },
                    "bit \(bit) of byte \(place)")
            }
        }
    }

    static let lies: [(String, @Sendable (inout ZipFixture) -> Void)] = [
        ("encrypted", { $0.members[0].flags = 1 }),
        ("an unknown method", { $0.members[0].method = 99 }),
        ("another checksum", { $0.members[0].checksum = 1 }),
        ("too large a size", { $0.members[0].sizeBytes = 99 }),
        ("too small a size", { $0.members[0].sizeBytes = 3 }),
        ("a size beyond the limit", { $0.members[0].sizeBytes = 1 << 21 }),
        ("too small a packed size", { $0.members[0].compressedBytes = 3 }),
        ("a packed size into the next member", { $0.members[0].compressedBytes = 40 }),
        ("a packed size into the directory", { $0.members[0].compressedBytes = 1 << 30 }),
        ("a place in the middle", { $0.members[0].header = 5 }),
        ("a place behind the end", { $0.members[0].header = 1 << 30 }),
        ("another name at its place", { $0.members[0].localName = "b.json" }),
        ("a Zip64 field too short", { $0.members[0].wide = [2, 4] }),
        ("a Zip64 size beyond all files", { $0.members[0].wide = [.max, 4, 0] }),
        ("a Zip64 place beyond all files", { $0.members[0].wide = [2, 4, 1 << 62] }),
        ("more members than there are", { $0.count = 3 }),
        ("fewer members than there are", { $0.count = 1 }),
        ("more members than fit", { $0.count = 60_000 }),
        ("a directory behind the end", { $0.directoryPlace = 1 << 30 }),
        ("a directory before its place", { $0.directoryPlace = 3 }),
        ("a directory too large", { $0.directoryBytes = 1 << 30 }),
        ("a directory too small", { $0.directoryBytes = 92 }),
        ("other data in the directory", { $0.padding = [1, 2, 3] }),
        ("a second disk", { $0.disk = 1 }),
        ("a second disk in Zip64", { ($0.disk, $0.isWide) = (1, true) }),
        ("a Zip64 end outside", { ($0.widePlace, $0.isWide) = (1 << 40, true) }),
        ("a Zip64 end elsewhere", { ($0.widePlace, $0.isWide) = (1, true) }),
        ("a Zip64 end beyond all files", { ($0.widePlace, $0.isWide) = (.max, true) }),
    ]

    @Test(arguments: lies.indices)
    func `a directory that lies is an error`(index: Int) throws {
        var fixture = ZipFixture()
        fixture.members = [.init("a.json", #"{"form":"8-K"}"#), .init("c.json", "{}")]
        #expect(try unpack(fixture).count == 2)
        Self.lies[index].1(&fixture)
        #expect(throws: CompressionError.self, "\(Self.lies[index].0)") { try unpack(fixture) }
    }

    @Test func `a directory larger than the buffer is read in parts`() throws {
        var fixture = ZipFixture()
        fixture.isWide = true
        fixture.members = (0..<3000).map { index in
            var member = ZipFixture.Member(
                "\(index)" + String(repeating: "n", count: 60), "\(index)")
            member.isStored = true
            return member
        }
        let contents = try unpack(fixture)
        #expect(contents.count == 3000)
        #expect(contents["2999" + String(repeating: "n", count: 60)] == Array("2999".utf8))
    }
}
