/// Names of logs as names of files.
public enum FileName {
    /// As the part of a path, and back: `%2F` for what a name of a file cannot have.
    public static func escaped(_ origin: String) -> String {
        origin.utf8.map { byte in
            let isPlain =
                byte < 0x80 && Character(UnicodeScalar(byte)).isLetter || byte > 0x7F
                || UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
                || "-_".utf8.contains(byte) || byte == UInt8(ascii: ".")
            return isPlain && origin != "." && origin != ".."
                ? [byte]
                : Array("%\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))".utf8)
        }.reduce(into: "") { $0 += String(decoding: $1, as: UTF8.self) }
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
