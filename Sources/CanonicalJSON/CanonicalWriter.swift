/// Writing in RFC 8785 form: no white space, members by UTF-16 code units, the shortest escapes.
extension JSONValue {
    /// The RFC 8785 form as bytes.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        writeCanonical(into: &bytes)
        return bytes
    }

    /// The RFC 8785 form as text.
    public var canonicalText: String { String(decoding: canonicalBytes, as: UTF8.self) }

    /// Appends the RFC 8785 form.
    ///
    /// An integer beyond ±(2^53−1) is written with all its digits, which the strict reader then
    /// refuses; a double that is not finite is written as `null`, as `JSON.stringify` does.
    public func writeCanonical(into bytes: inout [UInt8]) {
        switch self {
        case .null: bytes.append("null")
        case .bool(true): bytes.append("true")
        case .bool(false): bytes.append("false")
        case .integer(let value): bytes.append(integer: value)
        case .double(let value): bytes.append(number: value)
        case .string(let value): bytes.append(quoted: value)
        case .array(let values): Self.write(values, into: &bytes)
        case .object(let object): object.writeCanonical(into: &bytes)
        }
    }

    private static func write(_ values: [JSONValue], into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "["))
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            value.writeCanonical(into: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
    }
}

extension JSONObject {
    /// The RFC 8785 form as bytes.
    public var canonicalBytes: [UInt8] {
        var bytes: [UInt8] = []
        writeCanonical(into: &bytes)
        return bytes
    }

    /// Appends the RFC 8785 form; see ``JSONValue/writeCanonical(into:)``.
    public func writeCanonical(into bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for member in members {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            bytes.append(quoted: member.name)
            bytes.append(UInt8(ascii: ":"))
            member.value.writeCanonical(into: &bytes)
        }
        bytes.append(UInt8(ascii: "}"))
    }
}

extension [UInt8] {
    /// Appends a string in RFC 8785 form, with its quotation marks.
    public mutating func append(canonical text: String) { append(quoted: text) }

    fileprivate mutating func append(_ word: StaticString) {
        word.withUTF8Buffer { append(contentsOf: $0) }
    }

    fileprivate mutating func append(integer value: Int64) {
        if 0 <= value && value < 10 {
            append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value))
        } else {
            append(contentsOf: String(value).utf8)
        }
    }

    /// Source: RFC 8785, section 3.2.2.2, "Serialization of Strings".
    fileprivate mutating func append(quoted text: String) {
        text.withBytes { text in
            if text.firstSpecialByte(from: 0) == nil {
                append(plain: text)
            } else {
                append(escaping: text)
            }
        }
    }

    @inline(__always)
    private mutating func append(plain text: UnsafeRawBufferPointer) {
        append(addingCapacity: text.count + 2) { output in
            output.withUnsafeMutableBufferPointer { buffer, count in
                let room = UnsafeMutableRawBufferPointer(buffer)
                room[count] = UInt8(ascii: "\"")
                let content = count + 1..<count + 1 + text.count
                UnsafeMutableRawBufferPointer(rebasing: room[content]).copyMemory(from: text)
                room[content.upperBound] = UInt8(ascii: "\"")
                count += text.count + 2
            }
        }
    }

    private mutating func append(escaping text: UnsafeRawBufferPointer) {
        append(UInt8(ascii: "\""))
        var done = 0
        while let next = text.firstSpecialByte(from: done) {
            append(contentsOf: text.part(done..<next))
            append(escaped: text[next])
            done = next + 1
        }
        append(contentsOf: text.part(done..<text.count))
        append(UInt8(ascii: "\""))
    }

    private mutating func append(escaped byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""): append(#"\""#)
        case UInt8(ascii: "\\"): append(#"\\"#)
        case 0x08: append(#"\b"#)
        case 0x09: append(#"\t"#)
        case 0x0A: append(#"\n"#)
        case 0x0C: append(#"\f"#)
        case 0x0D: append(#"\r"#)
        default:
            append(byte < 0x10 ? #"\u000"# : #"\u001"#)
            let digit = byte & 0x0F
            append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
