/// Bodies cannot be kept, or not read again.
public enum BodyStoreError: Error, Equatable, Sendable {
    /// Check the path, the permissions and the room on the disk.
    case unusable(path: String, reason: String)
    /// No answers were kept there. Name the folder given to `--keep`.
    case nothingKept(path: String)
    /// A line of an index that annals did not write.
    case badIndex(path: String, line: Int, reason: String)
    /// A body is not what was kept. Take it from a backup, or fetch anew.
    case damaged(path: String)
}

extension BodyStoreError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unusable(let path, let reason): "\(path): \(reason)"
        case .nothingKept(let path): "\(path): no answers were kept here"
        case .badIndex(let path, let line, let reason): "\(path), line \(line): \(reason)"
        case .damaged(let path): "\(path): its bytes are not those that were kept"
        }
    }
}
