import Compression

extension SourceDocument {
    /// Far more than any register's packed page or list.
    private static let mostPlainBytes = 512 << 20

    /// All bytes, unpacked where they are a gzip's; for documents of some megabytes.
    func plainBytes() throws(SourceError) -> [UInt8] {
        let source = try unpacked(isVerified: false, limitBytes: Self.mostPlainBytes)
        do throws(CompressionError) {
            return try source.readAll()
        } catch {
            throw SourceError(error, document: name)
        }
    }
}
