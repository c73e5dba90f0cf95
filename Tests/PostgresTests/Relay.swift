import Glibc
import Synchronization
import TestSupport

/// A loopback port in front of the server that loses what it is told to lose.
final class Relay: Sendable {
    /// What to do with the first request that contains the trigger.
    enum Fault: Sendable {
        /// The server gets it and answers; the answer is thrown away and both lines closed.
        case swallowAnswer
        /// Both lines are closed before the server gets it.
        case dropRequest
    }

    struct Failure: Error {}

    let port: UInt16
    private let listener: Int32
    private let socketPath: String?
    private let fault: Fault
    private let trigger: [UInt8]
    private let isArmed = Atomic<Bool>(false)
    private let refusals = Atomic<Int>(0)
    private let cuts = Atomic<Int>(0)
    /// The lines that are open, by number.
    private let lines = Mutex<Set<Int>>([])

    /// - Parameter socketPath: The server's Unix socket; `nil`: accept and never say a word.
    init(to socketPath: String?, fault: Fault = .swallowAnswer, trigger: String = "") throws {
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let isListening = withUnsafeMutableBytes(of: &address) { bytes in
            guard let name = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                bind(descriptor, name, length) == 0, listen(descriptor, 8) == 0
            else { return false }
            return getsockname(descriptor, name, &length) == 0
        }
        guard isListening else { throw Failure() }
        port = UInt16(bigEndian: address.sin_port)
        self.socketPath = socketPath
        self.fault = fault
        self.trigger = Array(trigger.utf8)
        if socketPath != nil { startThread { [self] in acceptAll() } }
    }

    deinit { Glibc.close(listener) }

    /// Closes the next connections at once, as many as this.
    func refuse(_ count: Int) { refusals.store(count, ordering: .releasing) }

    /// Closes all lines that are open, and returns when they are closed.
    func cut() async throws {
        let open = lines.withLock { $0 }
        cuts.add(1, ordering: .releasing)
        while lines.withLock({ !$0.isDisjoint(with: open) }) {
            try await Task.sleep(for: .milliseconds(2))
        }
    }

    /// From now on the trigger counts.
    func arm() { isArmed.store(true, ordering: .releasing) }

    private func acceptAll() {
        for number in 0... {
            let client = accept(listener, nil, nil)
            if client < 0 { return }
            if refusals.load(ordering: .acquiring) > 0 {
                refusals.subtract(1, ordering: .releasing)
                Glibc.close(client)
                continue
            }
            let server = connectToServer()
            let cutsBefore = cuts.load(ordering: .acquiring)
            lines.withLock { _ = $0.insert(number) }
            startThread { [self] in
                pump(client, server, cutsBefore)
                Glibc.close(client)
                Glibc.close(server)
                lines.withLock { _ = $0.remove(number) }
            }
        }
    }

    private func connectToServer() -> Int32 {
        let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let path = Array((socketPath ?? "").utf8.prefix(107))
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
        withUnsafeBytes(of: &address) { bytes in
            if let name = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self) {
                _ = connect(server, name, socklen_t(bytes.count))
            }
        }
        return server
    }

    private func pump(_ client: Int32, _ server: Int32, _ cutsBefore: Int) {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            var lines = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            if poll(&lines, 2, 10) < 0 || cuts.load(ordering: .acquiring) != cutsBefore { return }
            if lines[0].revents != 0 {
                let count = read(client, &buffer, buffer.count)
                if count <= 0 { return }
                let isHit = isArmed.load(ordering: .acquiring) && contains(buffer.prefix(count))
                if isHit, fault == .dropRequest { return }
                if write(server, buffer, count) != count { return }
                if isHit {
                    _ = read(server, &buffer, buffer.count)
                    return
                }
            }
            if lines[1].revents != 0 {
                let count = read(server, &buffer, buffer.count)
                if count <= 0 || write(client, buffer, count) != count { return }
            }
        }
    }

    private func contains(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.indices.contains { bytes[$0...].starts(with: trigger) }
    }
}
