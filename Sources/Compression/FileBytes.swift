/// A file's bytes, or a range of them. Several may read one file.
public final class FileBytes: ByteSource {
    private let file: OpenFile
    private var place: Int
    private let end: Int

    /// - Parameter range: Ends at the file's end when that comes first; `nil`: the whole file.
    public init(_ file: OpenFile, range: Range<Int>? = nil) {
        self.file = file
        place = range?.lowerBound ?? 0
        end = range?.upperBound ?? file.sizeBytes
    }

    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(CompressionError) -> Int {
        let count = min(buffer.count, end - place)
        guard count > 0 else { return 0 }
        let filled = try file.read(
            at: place, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
        place += filled
        return filled
    }
}
