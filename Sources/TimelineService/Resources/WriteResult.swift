import CanonicalJSON
import EventStorage
import Filings
import HTTPTypes
import Hummingbird

/// Where what was recorded stands.
struct WriteResult: Sendable {
    let status: Int
    let text: String
    /// Something was appended now.
    let isNew: Bool

    init(
        _ events: [(id: String, stream: StreamName, appended: AppendedEvent)], remark: String? = nil
    ) {
        isNew = events.contains { !$0.appended.wasKnown }
        status = isNew ? 201 : 200
        var json: JSONObject = [
            "events": .array(
                events.map { event in
                    [
                        "id": .string(event.id), "stream": .string(event.stream.text),
                        "position": .integer(event.appended.position),
                        "version": .integer(event.appended.version),
                        "recordedAt": .string(event.appended.recordedAt.text),
                        "wasKnown": .bool(event.appended.wasKnown),
                    ]
                })
        ]
        json["remark"] = remark.map { .string($0) }
        text = JSONValue.object(json).canonicalText + "\n"
    }

    func response() -> Response { Self.response(status, text, again: false) }

    static func response(_ status: Int, _ text: String, again: Bool) -> Response {
        var headers: HTTPFields = [.contentType: "application/json", .cacheControl: "no-store"]
        if again { headers[.idempotencyReplayed] = "true" }
        return Response(
            status: .init(code: status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

extension HTTPField.Name {
    fileprivate static let idempotencyReplayed = named("Idempotency-Replayed")
}
