/// The log's signed word on how far one company's history reaches: what no proof of inclusion can say.
///
/// That an event is in the log can be proved; that there is no other one cannot, short of reading the
/// whole log. So the log signs, as a note of its own, how many events the stream has in the tree of a
/// checkpoint: whoever finds another one there, in an export, holds the proof that the log lied. The
/// first line keeps it from being taken for a checkpoint.
public struct StreamHead: Equatable, Sendable {
    public let origin: String
    /// `company-innotron`
    public let stream: String
    /// How many events it has; they have versions 1 to this.
    public let version: Int64
    /// Where the last one stands.
    public let position: Int64
    /// How many entries of the log were looked through for it: all up to there.
    public let size: Int64

    private static let title = "annals stream head v1"

    public init(origin: String, stream: String, version: Int64, position: Int64, size: Int64) {
        self.origin = origin
        self.stream = stream
        self.version = version
        self.position = position
        self.size = size
    }

    /// - Parameter text: A note's text.
    public init(text: String) throws(ProofError) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 7, lines[0] == Self.title, lines[6].isEmpty, !lines[1].isEmpty,
            !lines[2].isEmpty, let version = Self.number(lines[3]),
            let position = Self.number(lines[4]), let size = Self.number(lines[5])
        else { throw .malformed("The text is no stream head") }
        self.init(
            origin: String(lines[1]), stream: String(lines[2]), version: version,
            position: position, size: size)
    }

    private static func number(_ line: Substring) -> Int64? {
        Int64(line).flatMap { $0 >= 0 && String($0) == line ? $0 : nil }
    }

    public var text: String {
        "\(Self.title)\n\(origin)\n\(stream)\n\(version)\n\(position)\n\(size)\n"
    }

    public func signed(by key: SigningKey) throws(ProofError) -> SignedNote {
        SignedNote(text: text, signatures: [try key.sign(text)])
    }
}
