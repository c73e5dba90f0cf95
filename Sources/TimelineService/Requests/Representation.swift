import Compression
import Digests
import HTTPTypes
import Hummingbird
import Synchronization

/// An answer as it goes out, with all that its headers say; kept for the next one who asks.
final class Representation: Sendable {
    let content: Content
    /// Of the bytes: the same bytes have the same one, whoever made them.
    let entityTag: String
    private let packed = Mutex<ByteBuffer?>(nil)
    private let plain: ByteBuffer

    /// Below that much packing gains nothing.
    private static let leastPacked = 1_024

    init(_ content: Content) {
        self.content = content
        entityTag = String(SHA256.text(of: content.bytes).prefix(32))
        plain = ByteBuffer(bytes: content.bytes)
    }

    var sizeBytes: Int { content.bytes.count * 2 }

    /// - Parameters:
    ///   - request: Its conditions and what it can unpack decide.
    ///   - isShared: Nobody has to say who they are.
    func response(to request: Request, isShared: Bool) -> Response {
        let isPacked =
            plain.readableBytes >= Self.leastPacked && Self.takesGzip(request.headers)
        let tag = "\"\(entityTag)\(isPacked ? "-gzip" : "")\""
        var headers = content.headers
        headers[.eTag] = tag
        headers[.contentType] = content.mediaType
        headers[.vary] = "Accept, Accept-Encoding, Accept-Datetime, Authorization"
        headers[.cacheControl] =
            (isShared ? "public" : "private")
            + (content.isImmutable ? ", max-age=31536000, immutable" : ", no-cache")
        headers[.basis] = content.basis
        for remark in content.remarks {
            headers.append(HTTPField(name: .remark, value: PercentText.header(remark)))
        }
        if !content.links.isEmpty {
            headers[.link] = content.links.map(\.text).joined(separator: ", ")
        }
        if Self.isKnown(tag, to: request.headers) {
            return Response(status: .notModified, headers: headers)
        }
        guard isPacked else {
            return Response(status: .ok, headers: headers, body: .init(byteBuffer: plain))
        }
        headers[.contentEncoding] = "gzip"
        return Response(status: .ok, headers: headers, body: .init(byteBuffer: gzip()))
    }

    private func gzip() -> ByteBuffer {
        packed.withLock { packed in
            if let packed { return packed }
            let made = ByteBuffer(bytes: Gzip.compress(content.bytes, level: 6))
            packed = made
            return made
        }
    }

    private static func takesGzip(_ headers: HTTPFields) -> Bool {
        guard let value = headers[.acceptEncoding] else { return false }
        return value.split(separator: ",").contains { part in
            let words = part.split(separator: ";").map { $0.trimmingBlanks.lowercased() }
            guard words.first == "gzip" || words.first == "*" else { return false }
            return !words.dropFirst().contains { Double($0.dropFirst(2)) == 0 }
        }
    }

    /// Source: RFC 9110, section 13.1.2: tags are compared weakly.
    static func isKnown(_ tag: String, to headers: HTTPFields) -> Bool {
        guard let value = headers[.ifNoneMatch] else { return false }
        return value.split(separator: ",").contains { part in
            let text = part.trimmingBlanks
            return text == "*" || text == tag || text == "W/" + tag
        }
    }
}

extension HTTPField.Name {
    /// What an answer rests on, as JSON.
    static let basis = Self.named("Annals-Basis")
    /// What is said beside an answer, percent-encoded where it is not ASCII.
    static let remark = Self.named("Annals-Remark")
    static let idempotencyKey = Self.named("Idempotency-Key")
    static let acceptDatetime = Self.named("Accept-Datetime")
    static let mementoDatetime = Self.named("Memento-Datetime")
    static let lastEventID = Self.named("Last-Event-ID")
    static let requestID = Self.named("X-Request-ID")
    static let link = Self.named("Link")

    /// Of a name that is a token; all of them stand here.
    static func named(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else {
            preconditionFailure("\(name) cannot be the name of a field")
        }
        return name
    }
}

extension PercentText {
    /// Text as a header's value may have it: visible ASCII, the rest percent-encoded.
    static func header(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            (0x20...0x7E).contains(scalar.value) && scalar != "%"
                ? String(scalar) : encode(String(scalar))
        }.joined()
    }
}
