import CLibpq

/// Takes the notices that libpq would print, and keeps the last one of an exchange.
final class NoticeBox {
    private(set) var lastState: SQLState?
    private(set) var lastMessage: String?
    /// The state with which the server ended the session while nothing was asked of it.
    private(set) var endingState: SQLState?

    func forget() {
        lastState = nil
        lastMessage = nil
        endingState = nil
    }

    /// The box must outlive the connection.
    func receive(from handle: OpaquePointer) {
        PQsetNoticeReceiver(
            handle,
            { argument, result in
                guard let argument, let result else { return }
                let box = Unmanaged<NoticeBox>.fromOpaque(argument).takeUnretainedValue()
                let report = ServerReport(result)
                box.lastState = report.sqlState
                box.lastMessage = report.message
                if report.isFatal { box.endingState = report.sqlState }
            }, Unmanaged.passUnretained(self).toOpaque())
    }
}
