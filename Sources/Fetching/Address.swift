import CLibcurl

/// An address of http or https, read by libcurl's own reader, so that what is checked here is what
/// is asked there.
struct Address: Equatable, Sendable {
    let url: String
    let host: String
    /// Scheme, host and port: who gets the request.
    let origin: String

    init(_ text: String) throws(FetchError) {
        try self.init(text, relativeTo: nil)
    }

    /// What a `Location` header means; relative ones begin at this address.
    func resolving(_ location: String) throws(FetchError) -> Address {
        try Address(location, relativeTo: url)
    }

    /// Whether the server is this machine.
    var isLoopback: Bool { host == "localhost" || host == "[::1]" || host.hasPrefix("127.") }

    private init(_ text: String, relativeTo base: String?) throws(FetchError) {
        guard let parts = curl_url() else {
            throw .badAddress(text, reason: "no memory is left")
        }
        defer { curl_url_cleanup(parts) }
        if let base { curl_url_set(parts, CURLUPART_URL, base, UInt32(CURLU_URLENCODE)) }
        let code = curl_url_set(parts, CURLUPART_URL, text, UInt32(CURLU_URLENCODE))
        // Not quoted from here on, since it may hold a password.
        guard Self.part(CURLUPART_USER, of: parts) == nil,
            Self.part(CURLUPART_PASSWORD, of: parts) == nil
        else {
            throw .badAddress(
                Self.part(CURLUPART_HOST, of: parts) ?? "", reason: "it holds a user or password")
        }
        guard code == CURLUE_OK, let scheme = Self.part(CURLUPART_SCHEME, of: parts)?.lowercased(),
            let host = Self.part(CURLUPART_HOST, of: parts)?.lowercased(), !host.isEmpty,
            let port = Self.part(CURLUPART_PORT, of: parts, UInt32(CURLU_DEFAULT_PORT)),
            let url = Self.part(CURLUPART_URL, of: parts)
        else {
            throw .badAddress(text.contains("@") ? "the address" : text, reason: "it is no address")
        }
        guard scheme == "http" || scheme == "https" else {
            throw .badAddress(text, reason: "only http and https are asked")
        }
        self.url = url
        self.host = host
        let isUsual = port == (scheme == "http" ? "80" : "443")
        origin = "\(scheme)://\(host)" + (isUsual ? "" : ":\(port)")
    }

    private static func part(
        _ part: CURLUPart, of parts: OpaquePointer, _ flags: UInt32 = 0
    ) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        guard curl_url_get(parts, part, &text, flags) == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}
