/// What a server for tests answers, and how it misbehaves.
public struct HTTPServerResponse: Sendable {
    /// How the end of the body is told.
    public enum Framing: Sendable, Equatable {
        /// `Content-Length`
        case length
        /// Chunks of so many bytes.
        case chunked(Int)
        /// The connection's end is the body's.
        case untilClose
    }

    public enum Fault: Sendable, Equatable {
        /// Says nothing until the client goes away or the server stops.
        case neverAnswer
        /// Closes the connection without a word.
        case closeUnanswered
        /// Announces the whole body and closes after so many of its bytes.
        case breakOff(after: Int)
        /// Sends so many bytes of the body, then nothing more, with the connection open.
        case stall(after: Int)
    }

    /// Bytes of the body that go out at once, and the pause after them.
    public struct Pace: Sendable, Equatable {
        public var bytes: Int
        public var milliseconds: Int

        public init(bytes: Int, milliseconds: Int) {
            self.bytes = bytes
            self.milliseconds = milliseconds
        }
    }

    /// Writes one chunk of a stream; false when the client is gone.
    public typealias Write = ([UInt8]) -> Bool

    public var status: Int
    /// In order; names may repeat. `Content-Length` and `Transfer-Encoding` come by themselves.
    public var headers: [(name: String, value: String)]
    public var body: [UInt8]
    public var framing: Framing = .length
    public var fault: Fault?
    public var pace: Pace?
    /// Writes the body, in chunks, for as long as it likes; on the connection's thread.
    public var stream: (@Sendable (Write) -> Void)?

    public init(
        status: Int = 200, headers: [(name: String, value: String)] = [], body: [UInt8] = []
    ) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    public static func text(
        _ text: String, status: Int = 200, type: String = "text/plain",
        headers: [(name: String, value: String)] = []
    ) -> HTTPServerResponse {
        HTTPServerResponse(
            status: status, headers: [("Content-Type", type)] + headers, body: Array(text.utf8))
    }

    public static func json(_ text: String, status: Int = 200) -> HTTPServerResponse {
        .text(text, status: status, type: "application/json")
    }

    /// - Parameter bytes: The body in gzip already.
    public static func gzip(_ bytes: [UInt8], type: String = "text/plain") -> HTTPServerResponse {
        HTTPServerResponse(
            headers: [("Content-Type", type), ("Content-Encoding", "gzip")], body: bytes)
    }

    /// - Parameter location: An address, or a path on the same server.
    public static func redirect(to location: String, status: Int = 302) -> HTTPServerResponse {
        HTTPServerResponse(status: status, headers: [("Location", location)])
    }

    /// A body without end: lines that the closure writes as it likes.
    public static func stream(_ write: @escaping @Sendable (Write) -> Void) -> HTTPServerResponse {
        var response = HTTPServerResponse(headers: [("Content-Type", "application/json")])
        response.stream = write
        return response
    }

    /// The same, framed otherwise.
    public func framed(_ framing: Framing) -> HTTPServerResponse {
        var copy = self
        copy.framing = framing
        return copy
    }

    /// The same, with a fault.
    public func failing(_ fault: Fault) -> HTTPServerResponse {
        var copy = self
        copy.fault = fault
        return copy
    }

    /// The same, slowly.
    public func paced(bytes: Int, milliseconds: Int) -> HTTPServerResponse {
        var copy = self
        copy.pace = Pace(bytes: bytes, milliseconds: milliseconds)
        return copy
    }
}
