import Glibc

/// A port whose queue is full, so that connecting to it neither succeeds nor fails.
struct FullPort {
    struct Failure: Error {}

    let port: UInt16
    private var lines: [Int32] = []

    init() throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        lines = [listener]
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        var waiting: [Int32] = []
        let isFull = withUnsafeMutableBytes(of: &address) { bytes in
            guard let name = bytes.baseAddress?.assumingMemoryBound(to: sockaddr.self),
                bind(listener, name, length) == 0, listen(listener, 0) == 0,
                getsockname(listener, name, &length) == 0
            else { return false }
            for _ in 0..<4 {
                let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue)
                let line = socket(AF_INET, kind, 0)
                waiting.append(line)
                _ = connect(line, name, length)
            }
            return true
        }
        lines += waiting
        port = UInt16(bigEndian: address.sin_port)
        if !isFull {
            close()
            throw Failure()
        }
    }

    func close() {
        for line in lines { Glibc.close(line) }
    }
}
