extension Transfer {
    /// As many redirects as browsers of old followed, and more than any register needs.
    static let mostRedirects = 5

    /// Asks and waits for the whole answer, behind redirects on the same server.
    func answer(
        to request: HTTPRequest, within time: Duration, stop: StopSign
    ) throws(FetchError) -> HTTPResponse {
        let deadline = Monotonic.now.addingSaturated(time.nanoseconds)
        var hop = (request: request, address: try Address(request.url))
        for _ in 0...Self.mostRedirects {
            try begin(hop.request, at: hop.address)
            _ = try run(deadline: deadline, stop: stop)
            guard let response = collector?.response else { throw .cancelled }
            guard let next = try Self.redirect(hop.request, at: hop.address, by: response) else {
                return response
            }
            hop = next
        }
        throw .redirectedTooOften(url: request.url)
    }

    /// Where to ask instead; `nil` when the response is no redirect.
    ///
    /// Source: RFC 9110, section 15.4: after 301, 302 and 303 a form becomes a GET, as all browsers
    /// do it; after 307 and 308 it stays.
    static func redirect(
        _ request: HTTPRequest, at address: Address, by response: HTTPResponse
    ) throws(FetchError) -> (request: HTTPRequest, address: Address)? {
        guard [301, 302, 303, 307, 308].contains(response.status),
            let location = response.headers["location"]
        else { return nil }
        let next = try address.resolving(location)
        guard next.origin == address.origin else {
            throw .redirectedElsewhere(url: address.url, to: next.origin)
        }
        var following = request
        if response.status < 307 { following.form = nil }
        return (following, next)
    }
}
