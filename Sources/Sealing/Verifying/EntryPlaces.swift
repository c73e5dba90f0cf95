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
    ///
    /// - Parameter idBytes: How long the id likely is: it is looked for before it is searched.
    static func attributes(of entry: UnsafeRawBufferPointer, idBytes: Int) -> Int? {
        comma(in: entry, from: entry.count - name.count - idBytes - leastBehindID)
            ?? comma(in: entry, from: entry.count - name.count)
    }

    /// The last one that begins the member `id`, from a place downwards.
    private static func comma(in entry: UnsafeRawBufferPointer, from last: Int) -> Int? {
        guard let start = entry.baseAddress else { return nil }
        var place = last
        while place > 0 {
            if entry[place] == UInt8(ascii: ","), entry[place + 2] == UInt8(ascii: "i"),
                memcmp(start + place, name, name.count) == 0
            {
                return place
            }
            place -= 1
        }
        return nil
    }

    /// `","recordedby":"","recordedtime":"2026-11-23T12:00:00.123456Z","sequence":"0000000000000001",`
    /// and so on, with nothing where a text may be empty: the mark is not nearer to the end.
    private static let leastBehindID = 150

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
