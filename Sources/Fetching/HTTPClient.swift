import Dispatch

/// Asks servers, one request after the other, each on the connection of the last one where the
/// server is the same.
///
/// Waits on a thread of its own and never on one of Swift's. Requests of several callers at once
/// wait for each other; for requests at the same time make several clients. A caller's cancellation
/// ends its transfer at once.
public final class HTTPClient: Sendable {
    private let timeouts: FetchTimeouts
    private let transfer: Transfer
    private let queue = DispatchQueue(label: "annals.fetching")

    /// - Parameter userAgent: Says to every server who asks.
    public init(userAgent: String, timeouts: FetchTimeouts = FetchTimeouts()) {
        self.timeouts = timeouts
        transfer = Transfer(userAgent: userAgent, timeouts: timeouts)
    }

    /// The whole answer, whatever its status.
    ///
    /// - Throws: ``FetchError``; nothing of a body that did not come whole is given to anybody.
    public func answer(to request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
        let (transfer, time) = (transfer, request.mostTime ?? timeouts.whole)
        let result = await Self.onThread(of: queue, waking: transfer) { stop throws(FetchError) in
            try transfer.answer(to: request, within: time, stop: stop)
        }
        return try result.get()
    }

    /// Takes the lines of an answer without end as they come, each when the one before is done
    /// with; the server waits meanwhile.
    ///
    /// On a connection of its own. The time for the whole does not count once lines come.
    ///
    /// - Parameter take: Whether to go on.
    /// - Throws: ``FetchError``; the pieces taken until then stand. An answer that ends inside a
    ///   line is ``FetchError/brokenOff(host:afterBytes:reason:)``.
    public func follow(
        _ request: HTTPRequest, take: @Sendable (LivePiece) async -> Bool
    ) async throws(FetchError) -> LiveEnd {
        let live = LiveTransfer(
            request, over: Transfer(userAgent: transfer.userAgent, timeouts: timeouts),
            opening: timeouts.whole)
        let queue = DispatchQueue(label: "annals.fetching.live")
        while true {
            let step = await Self.onThread(of: queue, waking: live.transfer) {
                stop throws(FetchError) in try live.step(stop: stop)
            }
            switch try step.get() {
            case .end(let end): return end
            case .pieces(let pieces):
                for piece in pieces + [.silence] {
                    guard await take(piece) else { return .stopped }
                    if Task.isCancelled { throw .cancelled }
                }
            }
        }
    }

    private static func onThread<Value: Sendable>(
        of queue: DispatchQueue, waking transfer: Transfer,
        _ work: @escaping @Sendable (StopSign) throws(FetchError) -> Value
    ) async -> Result<Value, FetchError> {
        let stop = StopSign { transfer.wake() }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                queue.async {
                    let result = Result { () throws(FetchError) -> Value in
                        try PipeSignal.held { () throws(FetchError) -> Value in try work(stop) }
                    }
                    continuation.resume(returning: result)
                }
            }
        } onCancel: {
            stop.raise()
        }
    }
}
