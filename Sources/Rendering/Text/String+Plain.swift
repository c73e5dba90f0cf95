extension StringProtocol {
    /// Whether every byte is a printable ASCII character, one cell each, as in most texts.
    ///
    /// Without an early exit, so that the compiler looks at many bytes at once.
    var isPlain: Bool {
        let contiguous = utf8.withContiguousStorageIfAvailable { bytes in
            var others: UInt8 = 0
            for byte in bytes { others |= byte &- 0x20 > 0x5E ? 1 : 0 }
            return others == 0
        }
        return contiguous ?? utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }
}
