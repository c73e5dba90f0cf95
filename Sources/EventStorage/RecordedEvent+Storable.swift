import Filings
import Glibc

extension RecordedEvent {
    /// Reads an entry for a read model: U+0000, which PostgreSQL's text cannot hold, is the symbol
    /// for it, U+2400.
    ///
    /// Replaced here and not as rows are written: a row in memory is then the row in the table, and
    /// what a projection makes does not depend on which of them it has before it. The entry keeps
    /// what it has.
    ///
    /// - Throws: As ``init(entry:)`` does.
    package init(storable bytes: UnsafeRawBufferPointer) throws(EventStoreError) {
        guard Self.mayHaveZero(bytes) else {
            self = try RecordedEvent(entry: bytes)
            return
        }
        let replaced = Self.replacingZeros(bytes)
        let event = replaced.withUnsafeBytes { bytes -> RecordedEvent? in
            do throws(EventStoreError) { return try RecordedEvent(entry: bytes) } catch {
                return nil
            }
        }
        // A member's name with U+0000 stands elsewhere in the order of names then.
        if let event { self = event } else { self = try RecordedEvent(entry: bytes) }
    }

    /// Canonical JSON has U+0000 as this escape only; source: RFC 8785, section 3.2.2.2.
    private static let escape = Array(#"\u0000"#.utf8)

    /// Whether there is anything that begins as the escape does; backslashes are rare.
    private static func mayHaveZero(_ bytes: UnsafeRawBufferPointer) -> Bool {
        guard var rest = bytes.baseAddress else { return false }
        let end = rest + bytes.count
        while let found = memchr(rest, Int32(UInt8(ascii: "\\")), end - rest) {
            let left = end - UnsafeRawPointer(found)
            if left >= escape.count, memcmp(found, escape, escape.count) == 0 { return true }
            rest = UnsafeRawPointer(found) + 1
        }
        return false
    }

    /// A backslash that is escaped itself begins no escape.
    static func replacingZeros(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
        var replaced: [UInt8] = []
        replaced.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: escape) {
                replaced.append(contentsOf: "\u{2400}".utf8)
                index += escape.count
                continue
            }
            replaced.append(bytes[index])
            index += 1
            if replaced.last == UInt8(ascii: "\\"), index < bytes.count {
                replaced.append(bytes[index])
                index += 1
            }
        }
        return replaced
    }
}
