/// A text is not the XML that may be read here; what was told of it before stands.
struct XMLError: Error, Equatable, CustomStringConvertible {
    /// Counted from 1.
    let line: Int
    let reason: String

    var description: String { "line \(line): \(reason)" }
}
