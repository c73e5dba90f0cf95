/// Gives bytes in order, once.
public protocol ByteSource: AnyObject {
    /// Reads the next bytes.
    ///
    /// - Parameter buffer: Where to; not empty.
    /// - Returns: How many, at least one; 0 at the end, and from then on.
    /// - Throws: When the rest cannot be read; the same at every further call.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(CompressionError) -> Int
}

extension ByteSource {
    /// Reads to the end, for the sake of the errors that it may throw.
    ///
    /// - Returns: How many bytes there were.
    @discardableResult
    public func verify() throws(CompressionError) -> Int {
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { scratch.deallocate() }
        var total = 0
        while true {
            let count = try read(into: scratch)
            if count == 0 { return total }
            total += count
        }
    }

    /// Everything to the end.
    public func readAll() throws(CompressionError) -> [UInt8] {
        let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { scratch.deallocate() }
        var all: [UInt8] = []
        while true {
            let count = try read(into: scratch)
            if count == 0 { return all }
            all += UnsafeRawBufferPointer(scratch)[..<count]
        }
    }
}
