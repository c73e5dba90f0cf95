import Glibc
import ServiceLifecycle

/// Tells systemd that the service answers, that it lives, and that it ends; nothing without systemd.
///
/// Source: sd_notify(3): a datagram to `NOTIFY_SOCKET`, and `WATCHDOG=1` at least every
/// `WATCHDOG_USEC` microseconds, by the threads that answer requests: when they hang, so does this.
struct SupervisionDuty: ServiceLifecycle.Service {
    private let socketPath: String?
    private let interval: Duration?

    init() {
        socketPath = getenv("NOTIFY_SOCKET").map { String(cString: $0) }
        let microseconds = getenv("WATCHDOG_USEC").flatMap { Int64(String(cString: $0)) }
        interval = microseconds.map { .microseconds($0 / 2) }
    }

    func tellReady() { tell("READY=1") }

    func run() async throws {
        await withGracefulShutdownHandler {
            while !Task.isShuttingDownGracefully {
                if interval != nil { tell("WATCHDOG=1") }
                await cancelWhenGracefulShutdown {
                    try? await Task.sleep(for: interval ?? .seconds(3_600))
                }
            }
        } onGracefulShutdown: {
            tell("STOPPING=1")
        }
    }

    private func tell(_ state: String) {
        guard let socketPath else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var path = Array(socketPath.utf8)
        guard path.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        // An @ stands for the zero byte that names without a file begin with.
        if path.first == UInt8(ascii: "@") { path[0] = 0 }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        let length = MemoryLayout.offset(of: \sockaddr_un.sun_path).map { $0 + path.count } ?? 0
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(state.utf8)
        withUnsafeBytes(of: &address) { raw in
            guard let name = raw.baseAddress?.assumingMemoryBound(to: sockaddr.self) else { return }
            _ = sendto(
                descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), name,
                socklen_t(length))
        }
    }
}
