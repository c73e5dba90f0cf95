/// A document as a whole cannot be taken; nothing of it was recorded.
public enum SourceError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The file cannot be read. Check the path and the permissions.
    case unreadable(document: String, reason: String)
    /// The text is broken, perhaps cut short. Fetch it again.
    case malformed(document: String, reason: String)
    /// It is another kind of document: an error page, another register's file.
    case wrongKind(document: String, expected: String, found: String)
    /// Parallel lists have different lengths, so that no row can be trusted. Fetch it again.
    case ragged(document: String, lengths: String)
    /// The document does not say which company it is about; name it.
    case companyUnknown(document: String)
    /// The document is about another company than its file name or the caller says.
    case wrongCompany(document: String, expected: String, found: String)

    /// A part of it cannot be taken, and the whole was wanted or nothing.
    case refusedWhole(document: String, reason: String)

    public var description: String {
        switch self {
        case .unreadable(let document, let reason):
            "\(document): cannot be read: \(reason)"
        case .malformed(let document, let reason):
            "\(document): \(reason)"
        case .wrongKind(let document, let expected, let found):
            "\(document): expected \(expected), found \(found)"
        case .ragged(let document, let lengths):
            "\(document): columns of different lengths: \(lengths)"
        case .companyUnknown(let document):
            "\(document): the file name does not begin with CIK and ten digits; say whose it is"
        case .refusedWhole(let document, let reason):
            "\(document): refused whole: \(reason)"
        case .wrongCompany(let document, let expected, let found):
            "\(document): is about CIK \(found), not \(expected)"
        }
    }
}
