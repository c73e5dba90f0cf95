import Filings

/// A register's list as comma-separated values: each record is a filing, by a ``CSVMapping``.
///
/// Plain or gzip. A record that cannot be taken is refused with its line; a file that lacks a
/// column of the mapping is not read at all.
public struct CSVSource: AddressedSource {
    static let sourceName = "csv"

    public let name = CSVSource.sourceName
    private let mapping: CSVMapping

    public init(mapping: CSVMapping) { self.mapping = mapping }

    public func reads(fileNamed name: String) -> Bool {
        [".csv", ".tsv", ".csv.gz", ".tsv.gz"].contains { name.lowercased().hasSuffix($0) }
    }

    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        try SourceReading(joining: CSVPieces(document, mapping: mapping))
    }

    public func pieces(of document: SourceDocument) throws(SourceError) -> any SourcePieces {
        try CSVPieces(document, mapping: mapping)
    }
}
