/// The rows of one index, read as they come.
struct IndexRows {
    enum Step {
        case row(IndexRow)
        case refused(IndexRow.Misfit)
        case end
    }

    let header: IndexHeader
    private(set) var lines: IndexLines
    /// A quarter's master index has some 30 MB.
    private static let limitBytes = 1 << 30

    /// - Throws: ``SourceError`` when the document is no index, or a damaged gzip.
    init(_ document: SourceDocument, isVerified: Bool = true) throws(SourceError) {
        let bytes = try document.unpacked(isVerified: isVerified, limitBytes: Self.limitBytes)
        lines = IndexLines(bytes, document: document.name)
        header = try IndexHeader(&lines, document: document.name)
    }

    /// The next row; its places are those of ``bytes`` until the next call.
    mutating func next() throws(SourceError) -> Step {
        while let line = try lines.next() {
            if line.isEmpty { continue }
            do throws(IndexRow.Misfit) {
                return .row(
                    try IndexRow(lines.buffer, line: line, layout: header.layout))
            } catch {
                return .refused(error)
            }
        }
        return .end
    }
}
