/// Bytes that are held already.
public final class MemoryBytes: ByteSource {
    private let bytes: [UInt8]
    private var place = 0

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, bytes.count - place)
        bytes.withUnsafeBytes { held in
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: held[place..<place + count]))
        }
        place += count
        return count
    }
}
