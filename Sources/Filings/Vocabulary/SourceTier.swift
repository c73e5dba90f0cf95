/// How near to the fact a source stands.
public enum SourceTier: String, CaseIterable, Hashable, Sendable {
    /// A register, a filing, a document of the party itself.
    case primary = "P"
    /// A news agency, or a paper that prints its report.
    case wire = "W"
    /// Press, trade press, blogs, reposts.
    case secondary = "S"
    /// Worked out by us.
    case derived = "D"

    /// The word for the letter: `primary`.
    public var word: String {
        switch self {
        case .primary: "primary"
        case .wire: "wire"
        case .secondary: "secondary"
        case .derived: "derived"
        }
    }
}
