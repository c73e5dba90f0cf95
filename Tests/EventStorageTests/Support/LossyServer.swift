import Glibc
import Postgres
import Synchronization
import TestSupport

/// A socket before the real server that loses a statement, or only its answer, and the line.
///
/// The two are what a network can do to a client, and it cannot tell them apart.
final class LossyServer: Sendable {
    enum Fault: Sendable, CaseIterable {
        /// The statement never reaches the server.
        case statementLost
        /// The server does it, and its answer never comes.
        case answerLost
    }

    struct CannotListen: Error {}

    private struct Plan {
        var fault: Fault?
        var skipped = 0
    }

    /// The database's URL through this socket.
    let url: String
    private let folder: String
    private let upstream: String
    private let listener: Int32
    private let plan = Mutex(Plan())

    init(before log: ScratchLog) async throws {
        let settings = try await log.query(
            """
            SELECT split_part(current_setting('unix_socket_directories'), ',', 1)
                || '/.s.PGSQL.' || current_setting('port'), current_user, current_database()
            """)[0]
        upstream = try settings.decode(0)
        let user: String = try settings.decode(1)
        let database: String = try settings.decode(2)
        folder = "\(P_tmpdir)/annals-lossy-\(UInt64.random(in: 0...UInt64.max))"
        guard mkdir(folder, 0o700) == 0 else { throw CannotListen() }
        url = "host=\(folder) port=5432 user=\(user) dbname=\(database)"
        listener = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let bound = Self.withAddress("\(folder)/.s.PGSQL.5432") { [listener] address, size in
            bind(listener, address, size)
        }
        guard bound == 0, listen(listener, 16) == 0 else { throw CannotListen() }
        try start { self.accept() }
    }

    /// Loses the next message, or the one after so many others; what is not lost by then waits.
    func inject(_ fault: Fault, skipping skipped: Int = 0) {
        plan.withLock { $0 = Plan(fault: fault, skipped: skipped) }
    }

    func forget() { plan.withLock { $0 = Plan() } }

    /// How many faults wait to happen.
    var faults: Int { plan.withLock { $0.fault == nil ? 0 : 1 } }

    func stop() {
        shutdown(listener, Int32(SHUT_RDWR))
        unlink("\(folder)/.s.PGSQL.5432")
        rmdir(folder)
    }

    // MARK: Forwarding

    private func accept() {
        while true {
            let client = Glibc.accept(listener, nil, nil)
            if client < 0 { break }
            let server = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            let connected = Self.withAddress(upstream) { connect(server, $0, $1) }
            if connected != 0 || (try? start { self.forward(client, server) }) == nil {
                close(client)
                close(server)
            }
        }
        close(listener)
    }

    /// Carries bytes both ways until a side closes or a fault is due.
    private func forward(_ client: Int32, _ server: Int32) {
        var isLosingAnswer = false
        var isStarted = false
        defer {
            close(client)
            close(server)
        }
        while true {
            var lines = [
                pollfd(fd: client, events: Int16(POLLIN), revents: 0),
                pollfd(fd: server, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&lines, 2, 30_000) > 0 else { return }
            if lines[0].revents != 0 {
                guard let bytes = Self.read(client) else { return }
                switch isStarted ? due(bytes) : nil {
                case .statementLost: return
                case .answerLost: isLosingAnswer = true
                case nil: break
                }
                isStarted = true
                guard Self.write(bytes, to: server) else { return }
            }
            if lines[1].revents != 0 {
                guard let bytes = Self.read(server), !isLosingAnswer,
                    Self.write(bytes, to: client)
                else { return }
            }
        }
    }

    /// The fault of this message, if it is the one; the client's goodbye (`X`) never is.
    private func due(_ bytes: [UInt8]) -> Fault? {
        plan.withLock { plan in
            guard plan.fault != nil, bytes.first != UInt8(ascii: "X") else { return nil }
            plan.skipped -= 1
            if plan.skipped >= 0 { return nil }
            defer { plan.fault = nil }
            return plan.fault
        }
    }
}

extension LossyServer {
    private static func read(_ descriptor: Int32) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            count = max(0, Glibc.read(descriptor, buffer.baseAddress, buffer.count))
        }
        return bytes.isEmpty ? nil : bytes
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func withAddress(
        _ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { place in
            place.copyBytes(from: Array(path.utf8).prefix(place.count - 1))
        }
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// Runs the body on a thread of its own: it blocks.
    private func start(_ body: @escaping @Sendable () -> Void) throws {
        let box = Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        let result = pthread_create(
            &thread, nil,
            { argument in
                if let argument {
                    Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
                }
                return nil
            }, box.toOpaque())
        guard result == 0 else { throw CannotListen() }
        pthread_detach(thread)
    }

    private final class Work: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}
