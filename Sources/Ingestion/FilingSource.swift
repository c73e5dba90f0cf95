/// A register whose documents this service can read.
///
/// A new one is a type that conforms and a line in ``SourceCatalog``. One that can be asked over the
/// network conforms to ``NetworkSource`` as well.
public protocol FilingSource: Sendable {
    /// As users name it: `edgar-submissions`.
    var name: String { get }

    /// Whether a file found in a folder is one of this source's, by its name alone.
    func reads(fileNamed name: String) -> Bool

    /// Translates one document.
    ///
    /// - Returns: The same for the same bytes: the present is no part of it.
    /// - Throws: ``SourceError`` when the document as a whole cannot be taken.
    func read(_ document: SourceDocument) throws(SourceError) -> SourceReading

    /// Translates a document piece by piece, so that a large one need not be held whole.
    ///
    /// A source whose documents are small leaves this to the default, one piece.
    func pieces(of document: SourceDocument) throws(SourceError) -> any SourcePieces
}

/// The readings of one document, in its order.
public protocol SourcePieces {
    /// The next piece; `nil` at the end. The last one has the listing and the coverage.
    ///
    /// - Throws: ``SourceError`` where the rest cannot be taken; pieces before stand.
    mutating func next() throws(SourceError) -> SourceReading?
}

extension FilingSource {
    public func pieces(of document: SourceDocument) throws(SourceError) -> any SourcePieces {
        WholeDocument(reading: try read(document.held()))
    }
}

/// One piece that is everything.
struct WholeDocument: SourcePieces {
    private var reading: SourceReading?

    init(reading: SourceReading) { self.reading = reading }

    mutating func next() -> SourceReading? {
        defer { reading = nil }
        return reading
    }
}
