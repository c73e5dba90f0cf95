/// A register whose documents this service can read.
///
/// A new one is a type that conforms and a line in ``SourceCatalog``.
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
}
