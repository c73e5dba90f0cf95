/// Names of logs as names of files.
public enum FileName {
    /// As the part of a path, and back: `%2F` for what a name of a file cannot have.
    public static func escaped(_ origin: String) -> String {
        if origin == "." || origin == ".." { return origin.replacing(".", with: "%2E") }
        return String(decoding: origin.utf8.flatMap(escaped), as: UTF8.self)
    }

    /// Letters, digits and a few marks stand for themselves, as does what is not ASCII.
    private static func escaped(_ byte: UInt8) -> [UInt8] {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: "_"), 0x80...:
            return [byte]
        default:
            let digits = String(byte, radix: 16, uppercase: true)
            return Array((byte < 16 ? "%0" : "%").utf8) + Array(digits.utf8)
        }
    }

    public static func unescaped(_ name: String) -> String? {
        var bytes: [UInt8] = []
        var rest = Array(name.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            guard let value = UInt8(digits, radix: 16), digits.utf8.count == 2 else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
