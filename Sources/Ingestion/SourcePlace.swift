/// Where in a document something stands.
public struct SourcePlace: Hashable, Sendable, CustomStringConvertible {
    public let document: String
    /// What the document calls the part: `row 12`, counted from 1, or `formerNames[0]`.
    public let part: String

    public init(document: String, part: String) {
        self.document = document
        self.part = part
    }

    public init(document: String, row: Int) {
        self.init(document: document, part: "row \(row)")
    }

    public var description: String { "\(document), \(part)" }
}
