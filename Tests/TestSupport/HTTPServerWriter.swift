import Glibc

/// Writes the responses of one connection, faults included.
struct HTTPServerWriter {
    let line: Int32

    /// - Returns: Whether the connection can take another request.
    func write(_ response: HTTPServerResponse, to request: HTTPServerRequest) -> Bool {
        switch response.fault {
        case .neverAnswer:
            waitForEnd()
            return false
        case .closeUnanswered:
            return false
        case .breakOff(let count):
            _ = send(head(response)) && sendBody(response, most: count)
            return false
        case .stall(let count):
            _ = send(head(response)) && sendBody(response, most: count)
            waitForEnd()
            return false
        case nil:
            guard send(head(response)) else { return false }
            if let stream = response.stream {
                stream { bytes in bytes.isEmpty || sendChunk(bytes[...]) }
                return sendChunk([])
            }
            return sendBody(response, most: .max) && response.framing != .untilClose
        }
    }

    private func head(_ response: HTTPServerResponse) -> [UInt8] {
        var text = "HTTP/1.1 \(response.status) Status\r\n"
        for header in response.headers { text += "\(header.name): \(header.value)\r\n" }
        if response.stream != nil {
            text += "Transfer-Encoding: chunked\r\n"
        } else if response.status != 304 {
            switch response.framing {
            case .length: text += "Content-Length: \(response.body.count)\r\n"
            case .chunked: text += "Transfer-Encoding: chunked\r\n"
            case .untilClose: text += "Connection: close\r\n"
            }
        }
        return Array((text + "\r\n").utf8)
    }

    /// Sends at most so many bytes of the body, and the mark of its end when all is well.
    private func sendBody(_ response: HTTPServerResponse, most: Int) -> Bool {
        let isChunked = if case .chunked = response.framing { true } else { false }
        var rest = response.body.prefix(most)
        while !rest.isEmpty {
            var size = response.pace?.bytes ?? rest.count
            if case .chunked(let bytes) = response.framing { size = min(size, bytes) }
            let piece = rest.prefix(max(1, size))
            guard isChunked ? sendChunk(piece) : send(piece) else { return false }
            rest = rest.dropFirst(piece.count)
            if let pace = response.pace { usleep(UInt32(pace.milliseconds * 1000)) }
        }
        return isChunked && response.fault == nil ? sendChunk([]) : true
    }

    private func sendChunk(_ bytes: ArraySlice<UInt8>) -> Bool {
        let size = Array("\(String(bytes.count, radix: 16))\r\n".utf8)
        return send(size + bytes + Array("\r\n".utf8))
    }

    private func send(_ bytes: some Sequence<UInt8>) -> Bool {
        let bytes = Array(bytes)
        return bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let count = Glibc.send(
                    line, buffer.baseAddress?.advanced(by: sent), buffer.count - sent,
                    Int32(MSG_NOSIGNAL))
                if count < 0, errno == EINTR { continue }
                if count <= 0 { return false }
                sent += count
            }
            return true
        }
    }

    /// Until the client or the server closes the connection.
    private func waitForEnd() {
        var byte: UInt8 = 0
        while recv(line, &byte, 1, 0) > 0 {}
    }
}
