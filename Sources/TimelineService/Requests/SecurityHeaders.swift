import HTTPTypes
import Hummingbird
import Rendering

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
        response.headers[.contentSecurityPolicy] =
            HistoryPage.policy + "; connect-src 'self'; frame-ancestors 'none'"
    }
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = named("Referrer-Policy")
    fileprivate static let frameOptions = named("X-Frame-Options")
}
