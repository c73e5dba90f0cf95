/// Why there is no answer. An HTTP status of any kind is an answer and no error.
public enum FetchError: Error, Equatable, Sendable {
    /// What took too long.
    public enum Wait: String, Sendable {
        case connecting = "connecting"
        /// No byte came.
        case idle = "waiting for the next byte"
        case whole = "the whole transfer"
    }

    /// No address that can be asked. Correct it.
    case badAddress(String, reason: String)
    /// A header cannot be sent as it is. Correct it.
    case badHeader(name: String)
    /// No connection: the name is unknown, nobody listens, the certificate is not good. Try again.
    case unreachable(host: String, reason: String)
    /// Try again.
    case timedOut(host: String, Wait)
    /// The answer ended before its end, or its encoding is broken. Try again.
    case brokenOff(host: String, afterBytes: Int, reason: String)
    /// Ask for less, or allow more.
    case tooLarge(url: String, mostBytes: Int)
    /// The body cannot be saved. Check the path and the room on the disk.
    case unsaved(path: String, reason: String)
    /// The server says that the document is on another one. Ask that one, if it is trusted.
    case redirectedElsewhere(url: String, to: String)
    /// Redirects led in a circle.
    case redirectedTooOften(url: String)
    /// The caller ended it.
    case cancelled

    /// Whether the same request may go better at another time.
    public var isTransient: Bool {
        switch self {
        case .unreachable, .timedOut, .brokenOff: true
        case .badAddress, .badHeader, .tooLarge, .unsaved, .redirectedElsewhere,
            .redirectedTooOften, .cancelled:
            false
        }
    }
}

extension FetchError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .badAddress(let address, let reason): "cannot ask \(address): \(reason)"
        case .badHeader(let name): "the request's header \(name.debugDescription) cannot be sent"
        case .unreachable(let host, let reason): "\(host) cannot be reached: \(reason)"
        case .timedOut(let host, let wait): "\(host) took too long: \(wait.rawValue)"
        case .brokenOff(let host, let count, let reason):
            "the answer of \(host) broke off after \(count) bytes: \(reason)"
        case .tooLarge(let url, let most): "\(url) has more than \(most) bytes"
        case .unsaved(let path, let reason): "\(path): \(reason)"
        case .redirectedElsewhere(let url, let other):
            "\(url) redirects to another server, \(other), which is not followed"
        case .redirectedTooOften(let url): "\(url) redirects again and again"
        case .cancelled: "cancelled"
        }
    }
}
