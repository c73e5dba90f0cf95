extension SourceReading {
    /// All pieces of a document as one reading.
    init(joining pieces: any SourcePieces) throws(SourceError) {
        self.init()
        var pieces = pieces
        while let piece = try pieces.next() { add(piece) }
    }

    /// Takes the next piece of the same document; the last listing counts.
    mutating func add(_ piece: SourceReading) {
        findings += piece.findings
        addFrame(of: piece)
    }

    /// The same without the findings, of which a large document has too many to be held.
    mutating func addFrame(of piece: SourceReading) {
        delisted += piece.delisted
        refusals += piece.refusals
        furtherParts += piece.furtherParts
        coverage += piece.coverage
        notes.merge(piece.notes) { $1 }
        listing = piece.listing ?? listing
    }
}
