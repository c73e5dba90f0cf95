import CLibpq
import Glibc
import Synchronization

/// One request to the server to stop what a connection is doing.
///
/// On a thread of its own: libpq opens a connection for it and may wait long for a dead host.
/// Until ``isDone`` the request may still hit whatever the connection does next.
final class CancelRequest: Sendable {
    private let done = Atomic<Bool>(false)
    var isDone: Bool { done.load(ordering: .acquiring) }

    /// Sends the request; without memory or a thread for it, does nothing.
    init(_ handle: OpaquePointer) {
        guard let cancel = PQgetCancel(handle) else {
            done.store(true, ordering: .releasing)
            return
        }
        let work = Unmanaged.passRetained(Work(request: self, cancel: cancel))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                guard let argument else { return nil }
                Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            }, work.toOpaque())
        if status == 0 {
            pthread_detach(thread)
        } else {
            work.release()
            done.store(true, ordering: .releasing)
        }
    }

    private final class Work {
        let request: CancelRequest
        let cancel: OpaquePointer

        init(request: CancelRequest, cancel: OpaquePointer) {
            self.request = request
            self.cancel = cancel
        }

        deinit { PQfreeCancel(cancel) }

        func run() {
            var message = [CChar](repeating: 0, count: 256)
            PQcancel(cancel, &message, Int32(message.count))
            request.done.store(true, ordering: .releasing)
        }
    }
}
