import HTTPTypes
import Hummingbird

/// What every answer tells a browser: to take it for what it says it is, in no frame, and without
/// passing on from where.
enum SecurityHeaders {
    static func add(to response: inout Response) {
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.frameOptions] = "DENY"
        guard response.headers[.contentType]?.hasPrefix("text/html") == true else {
            response.headers[.contentSecurityPolicy] = "default-src 'none'; frame-ancestors 'none'"
            return
        }
        // A page brings its own script and style along; all that it may fetch is here.
        response.headers[.contentSecurityPolicy] = """
            default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; \
            img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; \
            frame-ancestors 'none'
            """
    }
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = named("Referrer-Policy")
    fileprivate static let frameOptions = named("X-Frame-Options")
}
