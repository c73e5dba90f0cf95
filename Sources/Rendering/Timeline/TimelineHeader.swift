/// Whose history it is and what the answer rests on.
public struct TimelineHeader: Equatable, Sendable {
    /// The company's name and, after it, its other names.
    public var names: [String]
    /// `2026-01-05`: only what was public by then; `nil` when nothing is left out.
    public var asOf: String?
    /// An instant: only what was recorded by then; `nil` when nothing is left out.
    public var recordedBy: String?
    /// The last position that the answer rests on.
    public var position: Int64?
    /// The root hash at that position, in hexadecimal; its beginning is shown.
    public var root: String?

    public init(
        names: [String], asOf: String? = nil, recordedBy: String? = nil, position: Int64? = nil,
        root: String? = nil
    ) {
        self.names = names
        self.asOf = asOf
        self.recordedBy = recordedBy
        self.position = position
        self.root = root
    }

    var title: String { names.joined(separator: " ") }

    /// The limits, each as words that belong together.
    var limits: [String] {
        var limits = [asOf.map { "public as of \($0)" } ?? "public to date"]
        if let recordedBy { limits.append("recorded by \(recordedBy)") }
        if let position {
            let hash = root.map { " " + $0.prefix(8) } ?? ""
            let word = recordedBy == nil ? "recorded by " : ""
            limits.append("\(word)#\(position)\(hash)")
        }
        return limits
    }
}
