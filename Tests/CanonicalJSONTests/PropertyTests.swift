import CanonicalJSON
import TestSupport
import Testing

/// What holds for every value and every text.
struct PropertyTests {
    @Test(arguments: [11, 12, 13, 14] as [UInt64])
    func `what is written is read back equal, by both readers`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<1_000 {
            let value = random.value()
            let bytes = value.canonicalBytes
            let strict = try JSONValue(parsing: bytes, numbers: .ecmaScript)
            let fast = try bytes.withUnsafeBytes { try JSONValue(canonical: $0) }
            #expect(strict == value)
            #expect(fast == strict)
            #expect(strict.hashValue == value.hashValue)
            #expect(strict.canonicalBytes == bytes)
        }
    }

    @Test(arguments: [21, 22] as [UInt64])
    func `a cursor finds every member where the tree has it`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<1_000 {
            let object = random.object(depth: 3)
            try object.canonicalBytes.withUnsafeBytes { bytes in
                var cursor = JSONCursor(bytes)
                try cursor.enterObject()
                for member in object {
                    #expect(try cursor.nextMember())
                    #expect(try cursor.name().utf8.elementsEqual(member.name.utf8))
                    let range = try cursor.skipValue()
                    #expect(bytes[range].elementsEqual(member.value.canonicalBytes))
                }
                #expect(try !cursor.nextMember())
                #expect(cursor.isAtEnd)
            }
        }
    }

    @Test(arguments: [31, 32, 33, 34] as [UInt64])
    func `a damaged text is read or refused, and what is read stays the same`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        for _ in 0..<3_000 {
            let bytes = random.mutated(random.value().canonicalBytes)
            _ = try? bytes.withUnsafeBytes { try JSONValue(canonical: $0) }
            let value: JSONValue
            do {
                value = try JSONValue(parsing: bytes, numbers: .ecmaScript)
            } catch {
                #expect((0...bytes.count).contains(error.offset))
                continue
            }
            let again = try JSONValue(parsing: value.canonicalBytes, numbers: .ecmaScript)
            #expect(again == value)
        }
    }

    @Test(arguments: [41, 42] as [UInt64])
    func `a cursor stays inside damaged bytes whatever is asked of it`(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        for _ in 0..<2_000 {
            let bytes = random.mutated(random.value().canonicalBytes)
            bytes.withUnsafeBytes { bytes in
                var cursor = JSONCursor(bytes)
                for _ in 0..<30 {
                    try? random.anything(of: &cursor)
                    #expect((0...bytes.count).contains(cursor.offset))
                }
            }
        }
    }
}

extension SplitMix64 {
    fileprivate mutating func anything(of cursor: inout JSONCursor) throws(JSONError) {
        switch below(11) {
        case 0: try cursor.enterObject()
        case 1: try cursor.enterArray()
        case 2, 3: _ = try cursor.nextMember()
        case 4, 5: _ = try cursor.nextElement()
        case 6: _ = try cursor.name()
        case 7: _ = try cursor.readString()
        case 8: _ = try cursor.readInteger()
        case 9: _ = try cursor.readBool()
        default: _ = below(2) == 0 ? try cursor.skipValue().count : try cursor.readValue().hashValue
        }
    }
}
