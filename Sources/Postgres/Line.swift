import Glibc

/// What waits on a socket, found out without reading it.
enum Line: Equatable {
    case quiet
    case data(firstByte: UInt8)
    /// The other side has closed it, or it is broken.
    case ended

    static func peek(_ socket: Int32) -> Line {
        var byte: UInt8 = 0
        let count = recv(socket, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT))
        if count > 0 { return .data(firstByte: byte) }
        return count < 0 && (errno == EAGAIN || errno == EINTR) ? .quiet : .ended
    }
}
