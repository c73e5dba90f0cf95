import Answering
import CanonicalJSON
import HTTPTypes
import Hummingbird

/// Why a request is not answered, as RFC 9457 writes it: one sentence, and the exit code that the
/// command line would have.
struct Problem: Error {
    let status: HTTPResponse.Status
    let code: ExitStatus
    let detail: String
    /// Further members: what is wrong, one by one.
    var findings: [String] = []
    var headers: HTTPFields = [:]

    init(_ status: HTTPResponse.Status, _ detail: String, code: ExitStatus? = nil) {
        self.status = status
        self.detail = detail
        self.code = code ?? Self.code(of: status)
    }

    /// A question's failure; options of the command line are named as parameters.
    init(_ failure: Failure) {
        self.init(
            Self.status(of: failure), Self.asParameters(failure.message), code: failure.status)
        if failure.status == .busy || failure.status == .unavailable {
            headers[.retryAfter] = "1"
        }
    }

    /// 400 is for what cannot be read, 404 for what names something that is not there, 409 for what
    /// names several things.
    private static func status(of failure: Failure) -> HTTPResponse.Status {
        switch failure.reason {
        case .missing: return .notFound
        case .ambiguous: return .conflict
        case .other: break
        }
        return switch failure.status {
        case .usage: .badRequest
        case .badInput: .unprocessableContent
        case .notAllowed: .forbidden
        case .unavailable, .busy: .serviceUnavailable
        case .failed, .findings: .internalServerError
        }
    }

    private static func code(of status: HTTPResponse.Status) -> ExitStatus {
        switch status.code {
        case 401, 403: .notAllowed
        case 409, 412, 429, 503: .busy
        case 422: .badInput
        case 400..<500: .usage
        default: .failed
        }
    }

    /// `--as-of 2030-01-01 is …` as `asOf 2030-01-01 is …`.
    static func asParameters(_ sentence: String) -> String {
        var text = ""
        var rest = sentence[...]
        while let dashes = rest.range(of: "--") {
            text += rest[..<dashes.lowerBound]
            rest = rest[dashes.upperBound...]
            let option = rest.prefix { $0.isLowercase && $0.isASCII || $0 == "-" }
            let words = option.split(separator: "-")
            text += words.enumerated().map { $0 == 0 ? String($1) : $1.capitalizedFirst }.joined()
            rest = rest[option.endIndex...]
        }
        return text + rest
    }

    private var name: String {
        switch status.code {
        case 401: "unauthorized"
        case 403: "forbidden"
        case 404: "not-found"
        case 405: "method-not-allowed"
        case 406: "not-acceptable"
        case 409: "conflict"
        case 412: "wrong-version"
        case 413: "too-large"
        case 415: "unsupported-media-type"
        case 422: "bad-input"
        case 429: "too-many-requests"
        case 500: "failed"
        case 503: code == .busy ? "busy" : "unavailable"
        default: "misused"
        }
    }

    var json: JSONObject {
        var json: JSONObject = [
            "type": .string("urn:annals:problem:" + name), "title": .string(status.reasonPhrase),
            "status": .integer(Int64(status.code)), "detail": .string(detail),
            "code": .integer(Int64(code.rawValue)),
        ]
        if !findings.isEmpty { json["findings"] = .array(findings.map { .string($0) }) }
        return json
    }

    func response() -> Response {
        var headers = headers
        headers[.contentType] = "application/problem+json"
        headers[.cacheControl] = "no-store"
        return Response(
            status: status, headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: JSONValue.object(json).canonicalText + "\n"))
        )
    }
}

extension Substring {
    fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }

    fileprivate func range(of text: String) -> Range<Index>? { ranges(of: text).first }
}
