/// The extra field that holds what does not fit in 32 bits.
struct Zip64Field {
    private var content: [UInt8] = []
    private var place = 0

    /// - Parameter extra: All extra fields of an entry.
    init(_ extra: [UInt8]) {
        var start = 0
        while let tag = extra.number(UInt16.self, at: start),
            let length = extra.number(UInt16.self, at: start + 2)
        {
            let end = min(start + 4 + Int(length), extra.count)
            if tag == 1 {
                content = Array(extra[start + 4..<end])
                return
            }
            start = end
        }
    }

    mutating func value(for narrow: UInt32) throws(CompressionError) -> Int {
        guard narrow == .max else { return Int(narrow) }
        guard let wide = content.number(UInt64.self, at: place) else {
            throw .damaged(reason: "a Zip64 field is missing")
        }
        place += 8
        guard let value = Int(exactly: wide) else {
            throw .damaged(reason: "a size or a place beyond all files")
        }
        return value
    }
}
