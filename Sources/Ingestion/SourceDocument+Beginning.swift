import Compression

extension SourceDocument {
    /// The document's bytes from the first, unpacked when its content is a gzip's, as far as they
    /// are wanted.
    ///
    /// - Parameters:
    ///   - limitBytes: More than that is an error.
    ///   - isEnough: Told all bytes so far, part by part; what follows is not read.
    func beginning(
        limitBytes: Int, until isEnough: ([UInt8]) -> Bool = { _ in false }
    ) throws(SourceError) -> [UInt8] {
        if case .bytes(let bytes) = content, !GzipReader.isGzip(bytes) { return bytes }
        let source = try unpacked(isVerified: false, limitBytes: limitBytes)
        var beginning: [UInt8] = []
        let part = UnsafeMutableRawBufferPointer.allocate(
            byteCount: Self.partBytes, alignment: 16)
        defer { part.deallocate() }
        do throws(CompressionError) {
            while true {
                let count = try source.read(into: part)
                if count == 0 { return beginning }
                guard beginning.count + count <= limitBytes else {
                    throw .tooLarge(limitBytes: limitBytes)
                }
                beginning += UnsafeRawBufferPointer(rebasing: part[..<count])
                if isEnough(beginning) { return beginning }
            }
        } catch {
            throw SourceError(error, document: name)
        }
    }

    /// The most by which ``beginning(limitBytes:until:)`` grows at once.
    static let partBytes = 1 << 16
}
