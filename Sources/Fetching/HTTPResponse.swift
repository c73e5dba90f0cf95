/// An answer that came whole.
public struct HTTPResponse: Equatable, Sendable {
    public let status: Int
    /// Names in lower case; of equal names the last one counts.
    public let headers: [String: String]
    /// Unpacked; of a body that was saved only the first 4 KiB, to tell what it is.
    public let body: [UInt8]
    /// Where it came from in the end, after redirects.
    public let url: String
    /// Where the whole body is; see ``HTTPRequest/savesBodyTo``.
    public let file: SavedBody?

    public struct SavedBody: Equatable, Sendable {
        public let path: String
        public let sizeBytes: Int
    }
}
