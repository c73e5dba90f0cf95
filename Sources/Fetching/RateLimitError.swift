/// The limit over all processes cannot be kept; nothing was asked.
public enum RateLimitError: Error, Equatable, Sendable {
    /// Not a private folder of this user: somebody else's, open to others, or no folder. Remove it.
    case folderUnsafe(String)
    /// Check the path and the permissions.
    case unusable(path: String, reason: String)
    /// Another process has held the file for long. Look for one that is stopped.
    case held(path: String)
    /// The caller ended it.
    case cancelled
}

extension RateLimitError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .folderUnsafe(let folder):
            "\(folder), which holds the shared request limits, is not a private folder of this "
                + "user; remove it"
        case .unusable(let path, let reason): "cannot keep request limits in \(path): \(reason)"
        case .held(let path): "another process holds \(path) and does not let go of it"
        case .cancelled: "cancelled"
        }
    }
}
