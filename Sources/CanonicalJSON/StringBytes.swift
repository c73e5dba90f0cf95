/// What strings look like inside a JSON text. Offsets count from the text's first byte.
extension UnsafeRawBufferPointer {
    /// The next quotation mark, backslash or control character at or after an offset.
    @inline(__always)
    func firstSpecialByte(from start: Int) -> Int? {
        var index = start
        while index + 8 <= count {
            let word = UInt64(littleEndian: loadUnaligned(fromByteOffset: index, as: UInt64.self))
            let hits = Self.specialBytes(in: word)
            if hits != 0 { return index + hits.trailingZeroBitCount / 8 }
            index += 8
        }
        while index < count {
            if Self.isSpecial(self[index]) { return index }
            index += 1
        }
        return nil
    }

    @inline(__always)
    private static func isSpecial(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    /// The lowest bit set is bit 7 of the first special byte; higher ones may be wrong.
    @inline(__always)
    private static func specialBytes(in word: UInt64) -> UInt64 {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let quotes = word ^ (ones &* 0x22)
        let slashes = word ^ (ones &* 0x5C)
        let hits =
            ((quotes &- ones) & ~quotes) | ((slashes &- ones) & ~slashes)
            | ((word &- ones &* 0x20) & ~word)
        return hits & (ones &* 0x80)
    }

    /// The end of a string's content: where its closing quotation mark is.
    ///
    /// - Parameter start: The offset after the opening quotation mark.
    @inline(__always)
    func endOfString(from start: Int) throws(JSONError) -> (end: Int, hasEscapes: Bool) {
        var index = start
        var hasEscapes = false
        while let next = firstSpecialByte(from: index) {
            switch self[next] {
            case UInt8(ascii: "\""): return (next, hasEscapes)
            case UInt8(ascii: "\\"):
                hasEscapes = true
                index = next + 2
                if index > count { throw JSONError(.unexpectedEnd, at: count, in: self) }
            default: throw JSONError(.controlCharacter, at: next, in: self)
            }
        }
        throw JSONError(.unexpectedEnd, at: count, in: self)
    }

    /// The bytes of a range that lies within these.
    @inline(__always)
    func part(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: self[range])
    }

    /// Whether a word stands at an offset.
    @inline(__always)
    func holds(_ word: StaticString, at offset: Int) -> Bool {
        let end = offset + word.utf8CodeUnitCount
        guard end <= count else { return false }
        return word.withUTF8Buffer { word in
            part(offset..<end).hasSameBytes(as: UnsafeRawBufferPointer(word))
        }
    }

    /// The text of a string's content, which is repaired where it is not UTF-8.
    @inline(__always)
    func text(_ range: Range<Int>, hasEscapes: Bool) throws(JSONError) -> String {
        if hasEscapes { return try unescaped(range) }
        let content = part(range)
        guard content.count <= 15 else { return String(decoding: content, as: UTF8.self) }
        return String(unsafeUninitializedCapacity: 15) { room in
            UnsafeMutableRawBufferPointer(room).copyMemory(from: content)
            return content.count
        }
    }

    /// The text of a string's content with its escapes resolved.
    private func unescaped(_ range: Range<Int>) throws(JSONError) -> String {
        var text: [UInt8] = []
        text.reserveCapacity(range.count)
        var index = range.lowerBound
        while index < range.upperBound {
            if self[index] == UInt8(ascii: "\\") {
                let scalar = try escape(at: index, end: range.upperBound)
                text.append(
                    contentsOf: UTF8.encode(scalar.value) ?? UTF8.encodedReplacementCharacter)
                index += scalar.length
            } else {
                text.append(self[index])
                index += 1
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private typealias Escape = (value: Unicode.Scalar, length: Int)

    private func escape(at start: Int, end: Int) throws(JSONError) -> Escape {
        switch start + 1 < end ? self[start + 1] : 0 {
        case UInt8(ascii: "\""): return ("\"", 2)
        case UInt8(ascii: "\\"): return ("\\", 2)
        case UInt8(ascii: "/"): return ("/", 2)
        case UInt8(ascii: "b"): return ("\u{08}", 2)
        case UInt8(ascii: "f"): return ("\u{0C}", 2)
        case UInt8(ascii: "n"): return ("\n", 2)
        case UInt8(ascii: "r"): return ("\r", 2)
        case UInt8(ascii: "t"): return ("\t", 2)
        case UInt8(ascii: "u"): return try unicodeEscape(at: start, end: end)
        default: throw JSONError(.invalidEscape, at: start, in: self)
        }
    }

    /// `\u00e9`, or two of them that make one scalar: `\ud83d\ude00`.
    private func unicodeEscape(at start: Int, end: Int) throws(JSONError) -> Escape {
        guard let first = codeUnit(at: start, end: end) else {
            throw JSONError(.invalidEscape, at: start, in: self)
        }
        if let scalar = Unicode.Scalar(first) { return (scalar, 6) }
        guard UTF16.isLeadSurrogate(first), let second = codeUnit(at: start + 6, end: end),
            UTF16.isTrailSurrogate(second)
        else { throw JSONError(.loneSurrogate, at: start, in: self) }
        return (UTF16.decode(UTF16.EncodedScalar([first, second])), 12)
    }

    private func codeUnit(at start: Int, end: Int) -> UInt16? {
        guard start + 6 <= end, self[start] == UInt8(ascii: "\\"),
            self[start + 1] == UInt8(ascii: "u")
        else { return nil }
        var unit: UInt16 = 0
        for byte in self[start + 2..<start + 6] {
            guard let digit = Self.hexadecimal(byte) else { return nil }
            unit = unit << 4 | digit
        }
        return unit
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
