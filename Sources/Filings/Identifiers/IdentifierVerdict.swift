/// What the check of an identifier says. It never refuses one.
public enum IdentifierVerdict: String, CaseIterable, Hashable, Sendable {
    /// Well formed, and the check digit fits where the scheme has one.
    case ok
    /// Well formed, and the check digit does not fit.
    case bad
    /// Not in the form of the scheme.
    case malformed

    /// For people: `bad check digit`.
    public var words: String {
        switch self {
        case .ok: "ok"
        case .bad: "bad check digit"
        case .malformed: "malformed"
        }
    }
}
