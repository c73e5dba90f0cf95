import CLibcurl

/// One request after the other over libcurl. Blocks its caller; used by one thread at a time, but
/// for ``wake()``.
///
/// The easy handle is driven through a multi handle: that one can be woken up, so that cancelling
/// ends a transfer at once, and keeps the connections for the next request.
final class Transfer: @unchecked Sendable {
    private static let isStarted = annals_curl_start() == CURLE_OK

    let userAgent: String
    private let timeouts: FetchTimeouts
    let easy: UnsafeMutableRawPointer
    private let multi: UnsafeMutableRawPointer
    private(set) var collector: ResponseCollector?
    var headerList: UnsafeMutablePointer<curl_slist>?
    private var isAdded = false

    init(userAgent: String, timeouts: FetchTimeouts) {
        guard Self.isStarted, let easy = curl_easy_init(), let multi = curl_multi_init() else {
            preconditionFailure("libcurl does not start: no memory is left")
        }
        self.userAgent = userAgent
        self.timeouts = timeouts
        self.easy = easy
        self.multi = multi
    }

    deinit {
        end()
        curl_easy_cleanup(easy)
        curl_multi_cleanup(multi)
    }

    /// Ends a wait in ``run(until:deadline:stop:)``; from any thread.
    func wake() { curl_multi_wakeup(multi) }

    /// Sets a request out. It moves in ``run(until:deadline:stop:)``.
    func begin(_ request: HTTPRequest, at address: Address) throws(FetchError) {
        end()
        let collector = ResponseCollector(
            address, mostBytes: request.mostBytes, savesBodyTo: request.savesBodyTo)
        try set(request, address: address, collector: collector, connecting: timeouts.connecting)
        self.collector = collector
        curl_multi_add_handle(multi, easy)
        isAdded = true
    }

    /// Moves the transfer until it is over, or until enough has come.
    ///
    /// - Parameter deadline: On the monotonic clock.
    /// - Returns: Whether it is over; the answer is whole then.
    func run(
        until isEnough: (ResponseCollector) -> Bool = { _ in false }, deadline: Int64,
        stop: StopSign
    ) throws(FetchError) -> Bool {
        guard let collector else { return true }
        collector.lastByteAt = Monotonic.now
        do throws(FetchError) {
            return try move(collector, until: isEnough, deadline: deadline, stop: stop)
        } catch {
            end()
            collector.discardFile()
            throw error
        }
    }

    private func move(
        _ collector: ResponseCollector, until isEnough: (ResponseCollector) -> Bool,
        deadline: Int64, stop: StopSign
    ) throws(FetchError) -> Bool {
        while true {
            if stop.isRaised { throw .cancelled }
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            if let failure = collector.failure { throw failure }
            if running == 0 {
                try checkResult(collector)
                end()
                return true
            }
            if isEnough(collector) { return false }
            let now = Monotonic.now
            if now >= deadline { throw .timedOut(host: collector.address.host, .whole) }
            let idleUntil = collector.lastByteAt.addingSaturated(timeouts.idle.nanoseconds)
            if now >= idleUntil { throw .timedOut(host: collector.address.host, .idle) }
            // libcurl shortens the wait by its own needs.
            let wait = (min(deadline, idleUntil) - now) / 1_000_000 + 1
            curl_multi_poll(multi, nil, 0, Int32(min(wait, 60_000)), nil)
        }
    }

    private func checkResult(_ collector: ResponseCollector) throws(FetchError) {
        var left: Int32 = 0
        var result = CURLE_OK
        while let message = curl_multi_info_read(multi, &left) {
            if message.pointee.msg == CURLMSG_DONE { result = message.pointee.data.result }
        }
        if let error = Self.error(result, collector) { throw error }
        try collector.checkEnd()
    }

    private func end() {
        if isAdded { curl_multi_remove_handle(multi, easy) }
        isAdded = false
        curl_slist_free_all(headerList)
        headerList = nil
    }

    private static func error(_ code: CURLcode, _ collector: ResponseCollector) -> FetchError? {
        let reason = String(cString: curl_easy_strerror(code))
        switch code {
        case CURLE_OK:
            return nil
        case CURLE_OPERATION_TIMEDOUT:
            return .timedOut(host: collector.address.host, .connecting)
        case CURLE_URL_MALFORMAT, CURLE_UNSUPPORTED_PROTOCOL:
            return .badAddress(collector.address.url, reason: reason)
        case CURLE_PARTIAL_FILE, CURLE_RECV_ERROR, CURLE_SEND_ERROR, CURLE_GOT_NOTHING,
            CURLE_WEIRD_SERVER_REPLY, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_HTTP3,
            CURLE_BAD_CONTENT_ENCODING, CURLE_WRITE_ERROR:
            return collector.brokenOff(reason)
        default:
            return .unreachable(host: collector.address.host, reason: reason)
        }
    }
}

extension Int64 {
    /// The sum, or the largest number when that is beyond it.
    func addingSaturated(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? .max : sum
    }
}
