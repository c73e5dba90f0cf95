/// What all sources at the SEC have in common: its limit, its addresses, and how its answers speak.
enum SECRegister {
    /// `www.sec.gov`, `data.sec.gov` and `efts.sec.gov` count together.
    static let hostFamily = "sec.gov"

    /// The limit is 10 for one user over all machines; users were blocked at 9.7.
    ///
    /// Source: <https://www.sec.gov/about/developer-resources>, "Fair access".
    static let requestsPerSecond = 8.0

    static let archives = "https://www.sec.gov/Archives/edgar"
    static let data = "https://data.sec.gov"

    /// The same path on another server.
    ///
    /// - Parameter server: Scheme and host, `http://127.0.0.1:8080`, with or without a slash at the
    ///   end; `nil`: the SEC's own.
    static func address(_ url: String, on server: String?) -> String {
        guard let server, let scheme = url.firstRange(of: "://") else { return url }
        let path = url[scheme.upperBound...].drop { $0 != "/" }
        return (server.hasSuffix("/") ? String(server.dropLast()) : server) + path
    }

    /// What an answer means.
    ///
    /// The SEC answers 403 with XML for a file that is not there, and 403 with an HTML page to who
    /// asks too often or does not say who they are; so the body decides and not the status. A
    /// source whose list answers otherwise behind its end looks for that first.
    ///
    /// - Parameter takesHTML: Whether a page of HTML is what was asked for.
    static func meaning(
        of answer: RawAnswer, to request: SourceRequest, takesHTML: Bool = false
    ) -> SourceAnswer {
        switch answer.status {
        case 200:
            if answer.body.isEmpty { return .broken(reason: "an empty answer") }
            if answer.isHTML && !takesHTML { return .broken(reason: "an HTML page") }
            return .content
        case 304: return .unchanged
        case 404, 410: return request.absence
        case 403:
            if saysAbsent(answer) { return request.absence }
            if answer.isHTML || answer.contentType == "text/html" { return .throttled }
            return .broken(reason: "status 403 that is neither a missing file nor a limit")
        case 429: return .throttled
        case 400...407, 411...428, 430...499:
            return .refused(reason: "status \(answer.status)")
        default: return .broken(reason: "status \(answer.status)")
        }
    }

    /// Amazon S3's words for a key that does not exist, with and without the right to list keys.
    private static func saysAbsent(_ answer: RawAnswer) -> Bool {
        let start = String(decoding: answer.body.prefix(1024), as: UTF8.self)
        return start.contains("<Code>AccessDenied</Code>")
            || start.contains("<Code>NoSuchKey</Code>")
    }
}
