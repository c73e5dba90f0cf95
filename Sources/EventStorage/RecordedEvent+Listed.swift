import CanonicalJSON
import Filings

extension RecordedEvent {
    /// Reads the entry of a listed filing, the frequent type, in one pass over its bytes.
    ///
    /// - Returns: `nil` for any other entry, and for one in which something does not fit:
    ///   ``init(entry:)`` reads those, and says what is wrong.
    init?(listed bytes: UnsafeRawBufferPointer) {
        guard bytes.ends(with: Self.ending) else { return nil }
        do throws(JSONError) {
            var cursor = JSONCursor(bytes)
            try cursor.enterObject()
            guard try cursor.seekMember("data"),
                let filing = try FilingListed(canonical: &cursor),
                try cursor.seekMember("id")
            else { return nil }
            let id = try cursor.readString()
            guard try cursor.seekMember("recordedby") else { return nil }
            let recordedBy = try cursor.readString()
            guard try cursor.seekMember("recordedtime"),
                let recordedAt = Instant(plain: try cursor.readPlainString()),
                try cursor.seekMember("sequence"),
                let position = Self.position(try cursor.readPlainString()),
                try cursor.seekMember("source")
            else { return nil }
            let source = try cursor.readString()
            guard try cursor.seekMember("streamversion") else { return nil }
            let version = try cursor.readInteger()
            guard try cursor.seekMember("subject") else { return nil }
            let stream = StreamName(stored: try cursor.readString())
            var publishedAt: Instant?
            if try cursor.seekMember("time") {
                publishedAt = Instant(plain: try cursor.readPlainString())
                if publishedAt == nil { return nil }
            }
            try cursor.leaveObject()
            self.init(
                position: position, version: version, stream: stream, id: id, source: source,
                publishedAt: publishedAt, recordedAt: recordedAt, recordedBy: recordedBy,
                event: .filingListed(filing))
        } catch {
            return nil
        }
    }

    /// The type stands last. Unescaped quotation marks never stand inside a string, so what ends
    /// like this has this type.
    private static let ending = Array(",\"type\":\"\(FilingListed.type)\"}".utf8)

    /// Sixteen digits.
    private static func position(_ bytes: UnsafeRawBufferPointer) -> Int64? {
        guard bytes.count == EntryParts.positionDigits else { return nil }
        var value: Int64 = 0
        for byte in bytes {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int64(digit)
        }
        return value
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func ends(with bytes: [UInt8]) -> Bool {
        guard count >= bytes.count else { return false }
        let start = count - bytes.count
        for index in bytes.indices where self[start + index] != bytes[index] { return false }
        return true
    }
}
