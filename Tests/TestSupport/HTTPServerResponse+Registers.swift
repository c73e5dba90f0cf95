/// Answers in the manner of registers, in texts of our own.
extension HTTPServerResponse {
    /// EDGAR: the file is not there, yet or ever.
    public static var edgarMissing: HTTPServerResponse {
        .text(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>
            """, status: 403, type: "application/xml")
    }

    /// EDGAR: asked too often.
    public static var edgarThrottled: HTTPServerResponse {
        .text(
            "<!DOCTYPE html><html><head><title>Request Rate Threshold Exceeded</title></head>"
                + "<body><h1>Request Rate Threshold Exceeded</h1></body></html>",
            status: 403, type: "text/html")
    }

    /// EDGAR: who asks does not say who it is.
    public static var edgarUndeclared: HTTPServerResponse {
        .text(
            "<!DOCTYPE html><html><head><title>Undeclared Automated Tool</title></head>"
                + "<body><h1>Your Request Originates from an Undeclared Automated Tool</h1></body>"
                + "</html>",
            status: 403, type: "text/html")
    }

    /// EDGAR's data server: no such key.
    public static var edgarNoSuchKey: HTTPServerResponse {
        .text(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>NoSuchKey</Code><Message>The key does not exist.</Message></Error>
            """, status: 404, type: "application/xml")
    }

    /// A server that is not well, or the page behind the last one of EDGAR's feed.
    public static var unavailable: HTTPServerResponse {
        .text(
            "<html><head><title>Service Unavailable</title></head><body></body></html>",
            status: 503, type: "text/html")
    }

    /// Asked too often, with the time to wait: seconds, or a date.
    public static func tooManyRequests(retryAfter: String?) -> HTTPServerResponse {
        var response = HTTPServerResponse(status: 429)
        if let retryAfter { response.headers.append(("Retry-After", retryAfter)) }
        return response
    }

    /// The document with its entity tag, or 304 to who has it already.
    public static func document(
        _ text: String, entityTag: String, lastModified: String? = nil,
        type: String = "text/plain", to request: HTTPServerRequest
    ) -> HTTPServerResponse {
        var headers = [(name: "ETag", value: entityTag)]
        if let lastModified { headers.append(("Last-Modified", lastModified)) }
        if request.headers["if-none-match"] == entityTag {
            return HTTPServerResponse(status: 304, headers: headers)
        }
        return .text(text, type: type, headers: headers)
    }
}
