import CanonicalJSON
import Filings

/// A line of an index: what was asked, and what was answered; the body stands in the
/// ``BodyStore``. No secret is part of it.
struct KeptAnswer: Equatable, Sendable {
    /// What a later run needs to know of an answer's head.
    static let keptHeaders = ["content-type", "etag", "last-modified", "retry-after"]

    let part: String
    let url: String
    let form: [SourceRequest.FormField]?
    let status: Int
    let headers: [String: String]
    let sha256: String
    let sizeBytes: Int
    let fetchedAt: Instant

    init(_ raw: RawAnswer, sha256: String, to request: SourceRequest, fetchedAt: Instant) {
        part = request.part
        url = request.url
        form = request.form
        status = raw.status
        headers = raw.headers.filter { Self.keptHeaders.contains($0.key) }
        self.sha256 = sha256
        sizeBytes = raw.sizeBytes
        self.fetchedAt = fetchedAt
    }

    /// - Returns: `nil` for what ``json`` does not write.
    init?(_ json: JSONValue) {
        guard let part = json["part"]?.stringValue, let url = json["url"]?.stringValue,
            let status = json["status"]?.integerValue, let headers = json["headers"]?.objectValue,
            let sha256 = json["sha256"]?.stringValue, Self.isDigest(sha256),
            let size = json["sizeBytes"]?.integerValue,
            let fetchedAt = (json["fetchedAt"]?.stringValue).flatMap({ Instant($0) })
        else { return nil }
        if let fields = json["form"] {
            var form: [SourceRequest.FormField] = []
            for field in fields.arrayValue ?? [] {
                guard let name = field["name"]?.stringValue, let value = field["value"]?.stringValue
                else { return nil }
                form.append(.init(name, value))
            }
            self.form = form
        } else {
            form = nil
        }
        self.part = part
        self.url = url
        self.status = Int(status)
        self.headers = headers.reduce(into: [:]) { $0[$1.name] = $1.value.stringValue }
        self.sha256 = sha256
        sizeBytes = Int(size)
        self.fetchedAt = fetchedAt
    }

    var json: JSONValue {
        var json: JSONObject = [
            "part": .string(part), "url": .string(url), "status": .integer(Int64(status)),
            "headers": .object(JSONObject(headers.map { ($0.key, .string($0.value)) })),
            "sha256": .string(sha256), "sizeBytes": .integer(Int64(sizeBytes)),
            "fetchedAt": .string(fetchedAt.text),
        ]
        if let form {
            json["form"] = .array(
                form.map { ["name": .string($0.name), "value": .string($0.value)] })
        }
        return .object(json)
    }

    /// Requests with the same key are the same.
    static func key(url: String, form: [SourceRequest.FormField]?) -> [String] {
        [url] + (form.map { ["POST"] + $0.flatMap { [$0.name, $0.value] } } ?? ["GET"])
    }

    /// Also keeps a line from naming a file elsewhere.
    private static func isDigest(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { byte in
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                    || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
            }
    }
}
