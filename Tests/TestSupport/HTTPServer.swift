import Glibc
import Synchronization

/// A real HTTP server for tests, on 127.0.0.1 and a port that the system chooses: a register that
/// answers, and misbehaves, as the test says.
///
///     try await withHTTPServer { request in
///         request.path == "/index.json" ? .text("[]") : .edgarMissing
///     } body: { server in
///         … ask "\(server.url)/index.json" …
///         #expect(server.requests.map(\.path) == ["/index.json"])
///     }
///
/// The handler is called on the connection's thread, one request after the other on a connection,
/// those of several connections at once; `request.number` counts all of them from 0, so that a
/// script "first this, then that" needs no state: `request.number == 0 ? .edgarThrottled : …`.
///
/// What a response can be is in ``HTTPServerResponse``: any status, headers and body; the framing
/// (`Content-Length`, chunked, or until the line is closed); a fault (never answers, closes without
/// an answer, breaks off after n bytes); a pace (n bytes every m milliseconds); a stream that a
/// closure writes. Answers as registers give them, such as both meanings of EDGAR's 403, are in
/// `HTTPServerResponse+Registers.swift`. Bodies in gzip come as bytes: `.gzip(bytes)`.
public final class HTTPServer: Sendable {
    public typealias Handler = @Sendable (HTTPServerRequest) -> HTTPServerResponse

    public struct Failure: Error {}

    private struct State {
        var requests: [HTTPServerRequest] = []
        var open: Set<Int32> = []
        var connections = 0
        var isStopped = false
    }

    public let port: UInt16
    private let listener: Int32
    private let handler: Handler
    private let state = Mutex(State())

    /// Serves until ``stop()``.
    public init(_ handler: @escaping Handler) throws {
        let (listener, port) = try Self.listen()
        self.listener = listener
        self.port = port
        self.handler = handler
        startThread { [self] in acceptAll() }
    }

    /// `http://127.0.0.1:43211`, without a slash at the end.
    public var url: String { "http://127.0.0.1:\(port)" }

    /// What was asked so far, in order.
    public var requests: [HTTPServerRequest] { state.withLock { $0.requests } }

    /// How many connections were made so far.
    public var connections: Int { state.withLock { $0.connections } }

    /// Closes the port and every connection, whatever it is at.
    public func stop() {
        state.withLock { state in
            state.isStopped = true
            for line in state.open { shutdown(line, Int32(SHUT_RDWR)) }
        }
        shutdown(listener, Int32(SHUT_RDWR))
    }

    private static func listen() throws -> (Int32, UInt16) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            guard let name = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                bind(listener, name, length) == 0, Glibc.listen(listener, 64) == 0
            else { return false }
            return getsockname(listener, name, &length) == 0
        }
        guard isListening else {
            close(listener)
            throw Failure()
        }
        return (listener, UInt16(bigEndian: address.sin_port))
    }

    private func acceptAll() {
        while true {
            let line = accept(listener, nil, nil)
            if line < 0, errno == EINTR || errno == ECONNABORTED { continue }
            guard line >= 0, let number = admit(line) else {
                if line >= 0 { close(line) }
                break
            }
            startThread { [self] in serve(line, connection: number) }
        }
        close(listener)
    }

    private func admit(_ line: Int32) -> Int? {
        state.withLock { state in
            if state.isStopped { return nil }
            state.open.insert(line)
            state.connections += 1
            return state.connections - 1
        }
    }

    private func serve(_ line: Int32, connection: Int) {
        // Else a small piece waits for the client's acknowledgement of the one before, 40 ms.
        var isOn: Int32 = 1
        setsockopt(
            line, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
        var reader = HTTPServerReader(line: line)
        var isOpen = true
        while isOpen, var request = reader.next() {
            request.connection = connection
            let counted = state.withLock { state in
                request.number = state.requests.count
                state.requests.append(request)
                return request
            }
            let response = handler(counted)
            isOpen = HTTPServerWriter(line: line).write(response, to: counted)
        }
        state.withLock { state in
            state.open.remove(line)
            close(line)
        }
    }
}

/// Runs the body with a server, which is stopped afterwards in any case.
public func withHTTPServer<Value>(
    isolation: isolated (any Actor)? = #isolation, _ handler: @escaping HTTPServer.Handler,
    body: (HTTPServer) async throws -> Value
) async throws -> Value {
    let server = try HTTPServer(handler)
    defer { server.stop() }
    return try await body(server)
}
