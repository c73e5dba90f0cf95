import CanonicalJSON
import Digests

/// Where the next page of a list begins: opaque to whoever gets it, good for that question alone, and
/// bound to the position that the first page rests on, so that pages do not shift under writes.
struct Cursor: Equatable {
    let position: Int64
    /// How many records were shown before, or the position of the last event.
    let offset: Int64

    init(position: Int64, offset: Int64) {
        self.position = position
        self.offset = offset
    }

    /// - Parameter question: The path and the parameters that the answer depends on.
    /// - Throws: ``Problem`` 404 for anything that is no cursor of this question.
    init(_ text: String, of question: String) throws(Problem) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let position = Int64(parts[0], radix: 36),
            let offset = Int64(parts[1], radix: 36), position >= 0, offset >= 0,
            parts[2] == Self.mark(position, offset, question)
        else {
            throw Problem(
                .notFound, "The cursor is not of this question; ask again without it.")
        }
        self.init(position: position, offset: offset)
    }

    func text(of question: String) -> String {
        [String(position, radix: 36), String(offset, radix: 36)].joined(separator: ".")
            + "." + Self.mark(position, offset, question)
    }

    private static func mark(_ position: Int64, _ offset: Int64, _ question: String) -> String {
        let digest = SHA256.text(of: Array("\(position) \(offset) \(question)".utf8))
        return String(digest.prefix(16))
    }
}
