import Glibc

/// Reads the requests of one connection.
struct HTTPServerReader {
    let line: Int32
    private var buffer: [UInt8] = []

    init(line: Int32) { self.line = line }

    /// The next request; `nil` when the client has gone or sends what is no HTTP.
    mutating func next() -> HTTPServerRequest? {
        guard let head = head() else { return nil }
        let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")
        let start = (lines.first ?? "").split(separator: " ")
        guard start.count == 3 else { return nil }
        var headers: [String: String] = [:]
        for header in lines.dropFirst() {
            guard let colon = header.firstIndex(of: ":") else { return nil }
            let value = header[header.index(after: colon)...].drop { $0 == " " }
            headers[header[..<colon].lowercased()] = String(value)
        }
        let target = start[1].split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        var request = HTTPServerRequest(
            method: String(start[0]), path: String(target[0]),
            query: target.count == 2 ? String(target[1]) : "", headers: headers)
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while buffer.count < length {
            guard fill() else { return nil }
        }
        request.body = Array(buffer.prefix(length))
        buffer.removeFirst(length)
        return request
    }

    /// The bytes before the empty line.
    private mutating func head() -> [UInt8]? {
        let end = Array("\r\n\r\n".utf8)
        while true {
            let found = buffer.indices.first { buffer[$0...].starts(with: end) }
            if let found {
                defer { buffer.removeFirst(found + end.count) }
                return Array(buffer[..<found])
            }
            guard fill() else { return nil }
        }
    }

    private mutating func fill() -> Bool {
        let chunk = [UInt8](unsafeUninitializedCapacity: 16_384) { space, count in
            count = max(0, recv(line, space.baseAddress, space.count, 0))
        }
        buffer += chunk
        return !chunk.isEmpty
    }
}
