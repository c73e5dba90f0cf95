/// What a register's answer means. Told by its content and not by its status alone: EDGAR answers
/// 403 for what is not there and for who asks too often.
public enum SourceAnswer: Equatable, Sendable {
    case content
    /// The same as when last asked (304).
    case unchanged
    /// Nothing there, and it may come: a day that is not over, a quarter to come.
    case notThereYet
    /// Nothing there, and nothing will be: a holiday, an unknown key.
    case neverWillBe
    /// Behind the last page of a list.
    case pastTheEnd
    /// Asked too often, or blocked. The fetcher waits and asks again, up to its limit.
    case throttled
    /// The register is not well, or the answer is none of its kind: asked again, up to the limit.
    case broken(reason: String)
    /// The register refuses, and will do so again: a bad key, a bad request. Not asked again.
    case refused(reason: String)

    /// As a run's history has it.
    public var text: String {
        switch self {
        case .content: "content"
        case .unchanged: "unchanged"
        case .notThereYet: "not there yet"
        case .neverWillBe: "never will be"
        case .pastTheEnd: "past the end"
        case .throttled: "throttled"
        case .broken: "broken"
        case .refused: "refused"
        }
    }
}

/// An answer as it came, before anybody says what it means.
public struct RawAnswer: Sendable {
    public var status: Int
    /// Names in lower case.
    public var headers: [String: String]
    /// Without the transfer's compression; of a body in a file only the first 4 KiB.
    public var body: [UInt8]
    /// Where the whole body is, when it is too large to be held: see ``SourceRequest/isLarge``.
    public var file: FetchedFile?

    public init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// Of the whole body.
    var sizeBytes: Int { file?.sizeBytes ?? body.count }

    public var contentType: String {
        (headers["content-type"] ?? "").prefix { $0 != ";" }.lowercased()
    }

    /// Whether the first thing in the body is a tag of HTML.
    public var isHTML: Bool {
        let start = String(decoding: body.prefix(512), as: UTF8.self).lowercased()
        return start.contains("<!doctype html") || start.contains("<html")
    }
}
