import Glibc

/// Where things are in an entry, found without reading its data, which are most of it.
///
/// An entry is canonical: `{"data":…,"id":"…",…}`. In a string a quotation mark has a backslash before
/// it, so a comma, a mark, `id`, a mark and a colon are a member's name wherever they stand; and behind
/// the data there is one `id` only. Whether what follows ends as the entry does is for the reader to
/// check.
enum EntryPlaces {
    private static let name = Array(",\"id\":\"".utf8)
    private static let tags = Array("\"tags\":".utf8)

    /// The comma behind the data; `nil` where there is none.
    static func attributes(of entry: UnsafeRawBufferPointer) -> Int? {
        guard let start = entry.baseAddress, entry.count > name.count else { return nil }
        var end = entry.count - name.count
        while end > 0 {
            // The mark before the colon is the rarest of its bytes to stand so.
            if entry[end] == UInt8(ascii: ","), entry[end + 2] == UInt8(ascii: "i"),
                memcmp(start + end, name, name.count) == 0
            {
                return end
            }
            end -= 1
        }
        return nil
    }

    /// Whether there may be tags; nested ones count as well.
    static func mayHaveTags(_ data: UnsafeRawBufferPointer) -> Bool {
        guard let start = data.baseAddress else { return false }
        var offset = tags.count
        // Lists are few.
        while offset < data.count,
            let found = memchr(start + offset, Int32(UInt8(ascii: "[")), data.count - offset)
        {
            let place = UnsafeRawPointer(found)
            if memcmp(place - tags.count, tags, tags.count) == 0 { return true }
            offset = place - start + 1
        }
        return false
    }
}

extension UnsafeRawBufferPointer {
    func holdsSame(as other: UnsafeRawBufferPointer) -> Bool {
        guard count == other.count else { return false }
        guard let one = baseAddress, let two = other.baseAddress else { return count == 0 }
        return memcmp(one, two, count) == 0
    }
}
