/// How many events the caller believes a stream holds; the append is refused when it does not.
public enum ExpectedVersion: Equatable, Sendable {
    /// The stream does not exist.
    case noStream
    /// The stream holds that many events, at least one.
    case exactly(Int64)
    /// Whatever it holds.
    case any

    /// As `annals.append_events` takes it: 0 for none, `nil` for any.
    var number: Int32? {
        switch self {
        case .noStream: 0
        case .exactly(let version): Int32(clamping: version)
        case .any: nil
        }
    }
}
