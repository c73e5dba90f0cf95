import CanonicalJSON
import Digests

/// What stands in an entry's place after it went to an archive: enough to know it again.
///
///     00 ‖ position, 8 bytes, most significant first ‖ SHA-256(fact ‖ 00 ‖ source ‖ 00 ‖ tail)
///
/// The pieces are those of ``EntryParts``: what an event says, without what recording added. So an
/// event that comes again is known, and one with other facts is not, see `states_same_facts`. An entry
/// begins with a brace and has no zero byte.
package enum ArchivedEntry {
    static let size = 41

    /// The position of an entry that is archived; `nil` for a whole one.
    package static func position(in bytes: UnsafeRawBufferPointer) -> Int64? {
        guard bytes.count == size, bytes[0] == 0 else { return nil }
        return bytes[1...8].reduce(Int64(0)) { $0 << 8 | Int64($1) }
    }

    /// What is to stand in an entry's place.
    ///
    /// - Throws: ``EventStoreError/unreadable(position:reason:)``
    package static func bytes(
        for entry: UnsafeRawBufferPointer, at position: Int64
    ) throws(EventStoreError) -> [UInt8] {
        guard let pieces = try? Pieces(entry) else {
            throw .unreadable(position: position, reason: "it is no entry")
        }
        var facts: [UInt8] = []
        facts.reserveCapacity(entry.count)
        facts += entry[..<pieces.factEnd]
        facts.append(0)
        facts += entry[pieces.source]
        facts.append(0)
        facts += entry[pieces.tailStart...]
        var bytes: [UInt8] = [0]
        for shift in stride(from: Int64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: position >> shift))
        }
        return bytes + SHA256.digest(of: facts)
    }

    /// Where the pieces of an entry end and begin.
    private struct Pieces {
        private(set) var factEnd = 0
        private(set) var source = 0..<0
        private(set) var tailStart = 0

        init(_ entry: UnsafeRawBufferPointer) throws(JSONError) {
            var cursor = JSONCursor(entry)
            try cursor.enterObject()
            try Self.seek("id", &cursor)
            factEnd = try cursor.skipValue().upperBound
            try Self.seek("sequence", &cursor)
            // The quotation mark behind the digits is the first byte of what follows.
            let sourceStart = try cursor.skipValue().upperBound - 1
            try Self.seek("streamversion", &cursor)
            let version = try cursor.skipValue()
            source = sourceStart..<version.lowerBound
            tailStart = version.upperBound
        }

        private static func seek(
            _ name: StaticString, _ cursor: inout JSONCursor
        ) throws(JSONError) {
            guard try cursor.seekMember(name) else { throw cursor.failure(.expectedName) }
        }
    }
}
