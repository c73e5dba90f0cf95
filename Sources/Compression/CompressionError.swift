/// Data that cannot be unpacked. What was read before stands on its own: it was not verified.
public enum CompressionError: Error, Equatable, Sendable, CustomStringConvertible {
    /// The operating system refuses. Check the path, the permissions, the disk.
    case unreadable(reason: String)
    /// The data end where more must follow. Fetch them again.
    case truncated
    /// A checksum, a length or the format is wrong. Fetch the data again.
    case damaged(reason: String)
    /// There is more than the caller takes.
    case tooLarge(limitBytes: Int)
    /// Valid, but packed in a way that no register uses: encrypted, another method.
    case unsupported(reason: String)

    public var description: String {
        switch self {
        case .unreadable(let reason): "cannot be read: \(reason)"
        case .truncated: "the compressed data are cut short"
        case .damaged(let reason): "the compressed data are damaged: \(reason)"
        case .tooLarge(let limit): "unpacks to more than \(limit) bytes"
        case .unsupported(let reason): "cannot be unpacked: \(reason)"
        }
    }
}
