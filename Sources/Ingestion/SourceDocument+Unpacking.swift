import Compression

extension SourceDocument {
    /// The document's bytes in order, unpacked when its content is a gzip's, whatever its name.
    ///
    /// - Parameters:
    ///   - isVerified: Whether a gzip is read to its end before anything is given, so that nothing
    ///     of a damaged one is recorded: its checksum comes last. Costs the unpacking once more.
    ///   - limitBytes: More than that unpacked is no document of this kind.
    func unpacked(isVerified: Bool, limitBytes: Int) throws(SourceError) -> any ByteSource {
        do throws(CompressionError) {
            let open = try opener()
            var start = [UInt8](repeating: 0, count: 4)
            let count = try start.withUnsafeMutableBufferPointer {
                buffer throws(CompressionError) -> Int in
                try open().read(into: UnsafeMutableRawBufferPointer(buffer))
            }
            guard GzipReader.isGzip(start.prefix(count)) else { return open() }
            if isVerified { try GzipReader(open(), limitBytes: limitBytes).verify() }
            return try GzipReader(open(), limitBytes: limitBytes)
        } catch {
            throw SourceError(error, document: name)
        }
    }

    /// Gives the bytes from the start, as often as it is called; all times of the same file.
    func opener() throws(CompressionError) -> () -> any ByteSource {
        switch content {
        case .bytes(let bytes):
            return { MemoryBytes(bytes) }
        case .file(let path):
            let file = try OpenFile(path: path)
            return { FileBytes(file) }
        }
    }
}

extension SourceError {
    init(_ error: CompressionError, document: String) {
        switch error {
        case .unreadable(let reason): self = .unreadable(document: document, reason: reason)
        default: self = .malformed(document: document, reason: error.description)
        }
    }
}
