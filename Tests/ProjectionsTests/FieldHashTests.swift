import Digests
import TestSupport
import Testing

@testable import Projections

@Suite struct FieldHashTests {
    private func hash(_ fields: [[UInt8]?]) -> String {
        var hash = FieldHash()
        for field in fields {
            if let field { field.withUnsafeBytes { hash.put($0) } } else { hash.put(nil) }
        }
        return hash.finish()
    }

    @Test func `fields are told apart from their neighbours and from NULL`() {
        let rows: [[[UInt8]?]] = [
            [], [nil], [[]], [nil, nil], [[], []], [[1, 2], [3]], [[1], [2, 3]], [[1, 2, 3]],
            [[1, 2], nil, [3]], [[1, 2], [], [3]], [[255, 255, 255, 255]],
        ]
        #expect(Set(rows.map { hash($0) }).count == rows.count)
    }

    @Test func `it is SHA-256 of lengths and bytes, however long they are`() {
        var random = SplitMix64(seed: 7)
        for _ in 0..<20 {
            var (fields, bytes): ([[UInt8]], [UInt8]) = ([], [])
            for _ in 0..<Int.random(in: 1...60, using: &random) {
                let limit = [8, 1_030, 40_000][Int.random(in: 0..<3, using: &random)]
                let count = Int.random(in: 0...limit, using: &random)
                fields.append((0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) })
                bytes += withUnsafeBytes(of: Int32(count).bigEndian) { Array($0) }
                bytes += fields[fields.count - 1]
            }
            #expect(hash(fields) == SHA256.text(of: bytes))
        }
    }
}
