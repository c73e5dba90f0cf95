import Dispatch
import Glibc

/// Turns the signals by which a person or a service manager ends a program into a call, once; the
/// same signal again ends it at once.
final class StopSignals {
    private var sources: [any DispatchSourceSignal] = []

    init(_ act: @escaping @Sendable () -> Void) {
        for number in [SIGINT, SIGTERM] {
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(
                signal: number, queue: DispatchQueue.global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                act()
            }
            source.resume()
            sources.append(source)
        }
    }

    func forget() {
        for source in sources { source.cancel() }
        for number in [SIGINT, SIGTERM] { signal(number, SIG_DFL) }
    }
}
