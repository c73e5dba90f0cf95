import Foundation
import Glibc
import TestSupport
import Testing

/// What systemd is told.
struct ServiceSupervisionTests {
    @Test func `the supervisor hears that the service answers, lives and ends`() async throws {
        let socket = try NotifySocket()
        try await withService(
            environment: ["NOTIFY_SOCKET": socket.path, "WATCHDOG_USEC": "200000"]
        ) { service in
            #expect(try await service.ask("/healthz").status == 200)
            let first = try socket.states(3)
            // Each from a task of its own, so the first two come in any order.
            #expect(Set(first) == ["READY=1", "WATCHDOG=1"], "\(first)")
        }
        var last = ""
        while last != "STOPPING=1" { last = try #require(try socket.states(1).first) }
    }
}

/// A socket as systemd listens on it.
private final class NotifySocket {
    let path = FileManager.default.temporaryDirectory.path + "/annals-notify-\(UUID().uuidString)"
    private let descriptor: Int32

    init() throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let descriptor = descriptor
        let isBound = withUnsafeBytes(of: &address) { raw in
            guard let name = raw.baseAddress?.assumingMemoryBound(to: sockaddr.self) else {
                return false
            }
            return bind(descriptor, name, socklen_t(raw.count)) == 0
        }
        var patience = timeval(tv_sec: 30, tv_usec: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        guard isBound else { throw ShellFailure(text: "bind failed") }
    }

    deinit {
        close(descriptor)
        unlink(path)
    }

    /// The next datagrams, each waited for.
    func states(_ count: Int) throws -> [String] {
        try (0..<count).map { _ in
            var bytes = [UInt8](repeating: 0, count: 256)
            let size = recv(descriptor, &bytes, bytes.count, 0)
            guard size > 0 else { throw ShellFailure(text: "nothing was told") }
            return String(decoding: bytes[..<size], as: UTF8.self)
        }
    }
}
