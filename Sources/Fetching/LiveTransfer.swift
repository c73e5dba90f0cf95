/// An answer without end, a step at a time. Used by one thread at a time.
final class LiveTransfer: @unchecked Sendable {
    enum Step: Sendable {
        case pieces([LivePiece])
        case end(LiveEnd)
    }

    let transfer: Transfer
    private let request: HTTPRequest
    private let opening: Duration
    private var isOpen = false
    private var isOver = false
    /// Why it broke off, until the lines that came before are taken.
    private var failure: FetchError?

    /// - Parameter opening: How long it may take until the first line can come, redirects included.
    init(_ request: HTTPRequest, over transfer: Transfer, opening: Duration) {
        self.request = request
        self.transfer = transfer
        self.opening = opening
    }

    /// Blocks until pieces have come, or the end.
    func step(stop: StopSign) throws(FetchError) -> Step {
        if !isOpen, let response = try open(stop: stop) { return .end(.answered(response)) }
        if !isOver, failure == nil {
            try move(deadline: .max, stop: stop) { $0.body.contains(UInt8(ascii: "\n")) }
        }
        guard let collector = transfer.collector else { return .end(.ended) }
        let lines = collector.takeLines()
        if !lines.isEmpty {
            return .pieces(lines.map { $0.isEmpty ? .heartBeat : .line($0) })
        }
        if let failure { throw failure }
        guard collector.body.isEmpty else { throw collector.brokenOff("it ended inside a line") }
        return .end(.ended)
    }

    /// Moves the transfer; when it breaks off after lines could have come, they are taken first.
    private func move(
        deadline: Int64, stop: StopSign, until isEnough: (ResponseCollector) -> Bool
    ) throws(FetchError) {
        do throws(FetchError) {
            isOver = try transfer.run(until: isEnough, deadline: deadline, stop: stop)
        } catch {
            guard error != .cancelled, transfer.collector?.isFollowed == true else { throw error }
            failure = error
        }
    }

    /// - Returns: The answer when it is not one to follow.
    private func open(stop: StopSign) throws(FetchError) -> HTTPResponse? {
        let deadline = Monotonic.now.addingSaturated(opening.nanoseconds)
        var hop = (request: request, address: try Address(request.url))
        for _ in 0...Transfer.mostRedirects {
            try transfer.begin(hop.request, at: hop.address)
            try move(deadline: deadline, stop: stop) { $0.isFollowed }
            guard let response = transfer.collector?.response else { throw .cancelled }
            if response.status == 200 {
                isOpen = true
                return nil
            }
            guard let next = try Transfer.redirect(hop.request, at: hop.address, by: response)
            else { return response }
            hop = next
        }
        throw .redirectedTooOften(url: request.url)
    }
}

extension ResponseCollector {
    /// Whether it is an answer whose lines are taken as they come.
    fileprivate var isFollowed: Bool { isHeadWhole && status == 200 }
}
