import CanonicalJSON
import TestSupport

extension SplitMix64 {
    /// A value of any kind, at most `depth` arrays and objects deep.
    mutating func value(depth: Int = 4) -> JSONValue {
        switch below(depth > 0 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(below(2) == 0)
        case 2: return .integer(integer())
        case 3: return double()
        case 4, 5: return .string(text())
        case 6: return .array((0..<below(6)).map { _ in value(depth: depth - 1) })
        default: return .object(object(depth: depth - 1))
        }
    }

    mutating func object(depth: Int) -> JSONObject {
        JSONObject((0..<below(8)).map { _ in (text(), value(depth: depth)) })
    }

    /// Any number of digits, up to ±(2^53−1).
    private mutating func integer() -> Int64 {
        let value = Int64(truncatingIfNeeded: next() >> (11 + UInt64(below(53))))
        return below(2) == 0 ? value : -value
    }

    /// Any finite double that is not an integer within ±(2^53−1).
    private mutating func double() -> JSONValue {
        let value = Double(bitPattern: next())
        let isInteger = value.magnitude < 0x1p53 && Double(Int64(value)) == value
        return value.isFinite && !isInteger ? .double(value) : .double(0.1)
    }

    /// Short texts of the characters that readers and writers get wrong.
    mutating func text() -> String {
        let scalars: [Unicode.Scalar] = [
            "a", "b", "Z", "0", "\"", "\\", "/", "\n", "\t", "\u{0}", "\u{1F}", "\u{7F}", "\u{80}",
            "é", "\u{301}", "ß", "中", "\u{2028}", "\u{D7FF}", "\u{E000}", "\u{FB33}", "\u{FEFF}",
            "\u{FFFF}", "\u{10000}", "😀", "\u{10FFFF}",
        ]
        let alphabet = below(3) == 0 ? scalars[...] : scalars[..<4]
        var text = ""
        for _ in 0..<below(below(4) == 0 ? 40 : 6) {
            text.unicodeScalars.append(alphabet[below(alphabet.count)])
        }
        return text
    }

    /// The bytes with a few of them changed, taken away, put in, doubled or cut off.
    mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var bytes = bytes
        let telling = Array("{}[]\",:\\u09-+.eEtfn \u{1}é😀".utf8) + [0xC0, 0xED, 0xA0, 0x80, 0xFF]
        for _ in 0...below(3) where !bytes.isEmpty {
            let index = below(bytes.count)
            switch below(6) {
            case 0: bytes[index] = UInt8(truncatingIfNeeded: next())
            case 1: bytes[index] = telling[below(telling.count)]
            case 2: bytes.insert(telling[below(telling.count)], at: index)
            case 3: bytes.remove(at: index)
            case 4: bytes.insert(contentsOf: bytes[index..<min(index + 9, bytes.count)], at: index)
            default: bytes.removeSubrange(index...)
            }
        }
        return bytes
    }
}
