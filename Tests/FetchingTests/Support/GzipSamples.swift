/// Small texts in gzip, made once with level 9 and no time.
enum GzipSamples {
    /// `one\ntwo\n`
    static let lines = hex(
        "1f8b0800000000000203cbcf4be52a29cfe70200e60bba1208000000")
    /// Nothing.
    static let empty = hex("1f8b080000000000020303000000000000000000")
    /// 65,536 zeros in 96 bytes.
    static let zeros =
        hex("1f8b0800000000000203edc101010000008090feafee080a")
        + [UInt8](repeating: 0, count: 63) + hex("6aeb8e97d700000100")

    private static func hex(_ text: String) -> [UInt8] {
        let digits = Array(text.utf8)
        return stride(from: 0, to: digits.count - 1, by: 2).compactMap { place in
            UInt8(String(decoding: digits[place..<(place + 2)], as: UTF8.self), radix: 16)
        }
    }
}
