/// A text with signatures under it.
///
/// Source: C2SP signed-note v1.0.0.
public struct SignedNote: Equatable, Sendable {
    /// Ends in a line break.
    public let text: String
    public private(set) var signatures: [NoteSignature]

    /// Beyond these a note is refused before anything is checked.
    static let mostSignatures = 100
    static let longestBytes = 1_000_000

    public init(text: String, signatures: [NoteSignature]) {
        self.text = text
        self.signatures = signatures
    }

    public init(_ note: String) throws(ProofError) { try self.init(bytes: Array(note.utf8)) }

    public init(bytes: [UInt8]) throws(ProofError) {
        guard bytes.count <= Self.longestBytes else { throw .malformed("The note is too long") }
        guard let note = String(validating: bytes, as: UTF8.self) else {
            throw .malformed("The note is not in UTF-8")
        }
        guard note.unicodeScalars.allSatisfy({ $0 == "\n" || ($0.value >= 0x20) }) else {
            throw .malformed("The note has a control character")
        }
        // The signatures stand behind the last empty line.
        let lines = note.unicodeScalars.split(
            separator: "\n", omittingEmptySubsequences: false)
        guard lines.last?.isEmpty == true, let gap = lines.dropLast().lastIndex(where: \.isEmpty),
            gap > 0
        else { throw .malformed("The note has no empty line before its signatures") }
        let block = lines[(gap + 1)..<(lines.count - 1)]
        guard !block.isEmpty, block.count <= Self.mostSignatures else {
            throw .malformed(block.isEmpty ? "The note has no signature" : "Too many signatures")
        }
        var signatures: [NoteSignature] = []
        for line in block { signatures.append(try NoteSignature(line: Substring(line))) }
        text = lines[..<gap].map { String($0) + "\n" }.joined()
        self.signatures = signatures
    }

    /// The whole note.
    public var whole: String { text + "\n" + signatures.map(\.line).joined() }

    /// The signatures by keys that are known, each key once.
    ///
    /// - Throws: ``ProofError/badSignature(key:)`` where one by a known key does not fit,
    ///   ``ProofError/unsigned(keys:)`` where there is none.
    @discardableResult
    public func verified(by keys: [VerifierKey]) throws(ProofError) -> [VerifierKey] {
        var known: [VerifierKey] = []
        for signature in signatures {
            guard
                let key = keys.first(where: {
                    $0.name == signature.name && $0.id == signature.id
                }), !known.contains(key)
            else { continue }
            guard signature.isValid(over: text, by: key) else {
                throw .badSignature(key: key.name)
            }
            known.append(key)
        }
        if known.isEmpty { throw .unsigned(keys: keys.map(\.name)) }
        return known
    }

    /// Adds signatures, those that are there already left out.
    public mutating func add(_ more: [NoteSignature]) {
        for signature in more where !signatures.contains(signature) {
            signatures.append(signature)
        }
    }
}
