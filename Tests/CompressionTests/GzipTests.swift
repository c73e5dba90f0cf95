import Compression
import Testing

struct GzipTests {
    private func unpack(_ bytes: [UInt8], limit: Int = 1 << 24) throws -> [UInt8] {
        try GzipReader(MemoryBytes(bytes), limitBytes: limit).readAll()
    }

    @Test(arguments: [0, 1, 100, 65_535, 65_536, 65_537, 300_000])
    func `what was packed comes back, from memory, a file and a drip`(count: Int) throws {
        for bytes in [Packing.noise(count), Array(repeating: 0x61, count: count)] {
            let packed = Packing.gzip(bytes)
            #expect(try unpack(packed) == bytes)
            try withFile(packed) { path in
                let file = FileBytes(try OpenFile(path: path))
                #expect(try GzipReader(file, limitBytes: 1 << 24).readAll() == bytes)
            }
            #expect(try GzipReader(Dripping(packed), limitBytes: 1 << 24).readAll() == bytes)
        }
    }

    @Test func `members follow one another, empty ones too, and zeros may end the file`() throws {
        let parts = [Packing.gzip("master"), Packing.gzip(""), Packing.gzip(" index")]
        let bytes = Array(parts.joined())
        #expect(try unpack(bytes) == Array("master index".utf8))
        #expect(try unpack(bytes + [0, 0, 0]) == Array("master index".utf8))
        #expect(try GzipReader(MemoryBytes(bytes), limitBytes: 99).verify() == 12)
    }

    @Test(arguments: [[0x0A], [0, 0x0A], [0x1F, 0x8B, 8], Array("<html>".utf8)] as [[UInt8]])
    func `other data behind the last member are no end`(trailing: [UInt8]) {
        #expect(throws: CompressionError.self) { try unpack(Packing.gzip("master") + trailing) }
    }

    @Test func `cut short anywhere, it is truncated`() {
        let bytes = Packing.gzip("1000045|NICHOLAS FINANCIAL INC|10-Q|2020-02-14")
        for count in bytes.indices {
            #expect(throws: CompressionError.truncated, "after \(count) bytes") {
                try unpack(Array(bytes[..<count]))
            }
        }
        let two = bytes + bytes
        for count in bytes.count + 1..<two.count {
            #expect(throws: CompressionError.truncated, "after \(count) bytes") {
                try unpack(Array(two[..<count]))
            }
        }
    }

    /// Some bits say nothing of the content: the header's time, the filling of the last byte.
    @Test func `no flipped bit gives other content without an error`() {
        let text = "1000045|NICHOLAS FINANCIAL INC|10-Q|2020-02-14"
        let bytes = Packing.gzip(text)
        var unnoticed = 0
        for place in bytes.indices {
            for bit in 0..<8 {
                var damaged = bytes
                damaged[place] ^= 1 << UInt8(bit)
                guard let content = try? unpack(damaged) else { continue }
                unnoticed += 1
                #expect(content == Array(text.utf8), "bit \(bit) of byte \(place)")
            }
        }
        #expect(unnoticed < 8 * 8)
    }

    @Test func `a damaged file stays damaged at every further call`() throws {
        let reader = try GzipReader(
            MemoryBytes(Packing.gzip("master").dropLast()), limitBytes: 99)
        #expect(throws: CompressionError.truncated) { try reader.readAll() }
        #expect(throws: CompressionError.truncated) { try reader.readAll() }
    }

    @Test(arguments: [(999, false), (1000, true), (1001, true), (Int.max, true)])
    func `a bomb is broken off at the limit`(limit: Int, fits: Bool) throws {
        let bytes = Packing.gzip(Array(repeating: 0, count: 1000))
        if fits {
            #expect(try unpack(bytes, limit: limit).count == 1000)
        } else {
            #expect(throws: CompressionError.tooLarge(limitBytes: limit)) {
                try unpack(bytes, limit: limit)
            }
        }
    }

    @Test func `the limit is for all members together`() {
        let bytes = Packing.gzip("12345") + Packing.gzip("67890")
        #expect(throws: CompressionError.tooLarge(limitBytes: 9)) { try unpack(bytes, limit: 9) }
    }

    @Test func `what is no gzip says so`() {
        #expect(throws: CompressionError.damaged(reason: "incorrect header check")) {
            try unpack(Array("Description: Master Index".utf8))
        }
        #expect(GzipReader.isGzip([0x1F, 0x8B, 8]))
        #expect(!GzipReader.isGzip([0x1F]))
        #expect(!ZipReader.isZip([0x1F, 0x8B, 8, 0]))
    }

    @Test func `a file that cannot be opened says why`() {
        #expect(throws: CompressionError.unreadable(reason: "No such file or directory")) {
            try OpenFile(path: "/nonexistent/master.gz")
        }
        #expect(throws: CompressionError.unreadable(reason: "not a regular file")) {
            try OpenFile(path: "/")
        }
    }
}
