import CLibcurl

extension Transfer {
    /// Tells libcurl all about one request; the connections stay.
    func set(
        _ request: HTTPRequest, address: Address, collector: ResponseCollector,
        connecting: Duration
    ) throws(FetchError) {
        curl_easy_reset(easy)
        annals_curl_set_text(easy, CURLOPT_URL, address.url)
        annals_curl_allow_web_only(easy)
        annals_curl_set_long(easy, CURLOPT_NOSIGNAL, 1)
        annals_curl_set_long(easy, CURLOPT_FOLLOWLOCATION, 0)
        annals_curl_set_long(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1)
        let milliseconds = max(1, connecting.nanoseconds / 1_000_000)
        annals_curl_set_long(easy, CURLOPT_CONNECTTIMEOUT_MS, Int(milliseconds))
        // A server on this machine is never asked through a proxy.
        if address.isLoopback { annals_curl_set_text(easy, CURLOPT_PROXY, "") }
        annals_curl_set_text(easy, CURLOPT_USERAGENT, userAgent)
        if let secret = request.secret {
            annals_curl_set_long(easy, CURLOPT_HTTPAUTH, 1)
            annals_curl_set_text(easy, CURLOPT_USERNAME, secret.user)
            annals_curl_set_text(easy, CURLOPT_PASSWORD, "")
        }
        if let body = request.postedBody {
            annals_curl_set_long(easy, CURLOPT_POST, 1)
            body.withUnsafeBytes { bytes in
                let start = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
                _ = annals_curl_set_post(easy, start, bytes.count)
            }
        }
        try setHeaders(of: request)
        annals_curl_set_sinks(
            easy,
            { bytes, size, count, context in
                Transfer.deliver(bytes, size * count, context) { $0.takeHeader($1) }
            },
            { bytes, size, count, context in
                Transfer.deliver(bytes, size * count, context) { $0.takeBody($1) }
            }, Unmanaged.passUnretained(collector).toOpaque())
    }

    private func setHeaders(of request: HTTPRequest) throws(FetchError) {
        // Without "Expect", which makes servers that do not know it wait for a second.
        var lines = ["Accept-Encoding: gzip", "Expect:"]
        for header in request.headers {
            let isName = !header.name.isEmpty && header.name.utf8.allSatisfy(Self.isTokenByte)
            let isValue = header.value.utf8.allSatisfy { $0 >= 32 && $0 != 127 }
            guard isName, isValue else { throw .badHeader(name: header.name) }
            lines.append(
                header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)")
        }
        guard userAgent.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else {
            throw .badHeader(name: "User-Agent")
        }
        for line in lines { headerList = curl_slist_append(headerList, line) ?? headerList }
        annals_curl_set_list(easy, CURLOPT_HTTPHEADER, headerList)
    }

    /// Source: RFC 9110, section 5.6.2, "tchar".
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
        }
    }

    /// - Returns: How many bytes were taken; another number than came ends the transfer.
    private static func deliver(
        _ bytes: UnsafeMutablePointer<CChar>?, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ take: (ResponseCollector, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        guard let context else { return 0 }
        let collector = Unmanaged<ResponseCollector>.fromOpaque(context).takeUnretainedValue()
        let isWelcome = take(collector, UnsafeRawBufferPointer(start: bytes, count: count))
        return isWelcome ? count : count == 0 ? 1 : 0
    }
}
