import Answering
import HTTPTypes
import Hummingbird
import Rendering

/// A path, a method, and what they do.
struct Resource: Sendable {
    /// `/companies/{company}/timeline`; the parts in braces are taken from the address.
    let path: String
    let method: HTTPRequest.Method
    let permission: Permission
    let summary: String
    let parameters: [Parameter]
    /// What it can be written as; empty where ``work`` decides by itself.
    let formats: [OutputFormat]
    /// The media type of what comes where there are no formats.
    let mediaType: String?
    /// What a request brings along: media types; empty for none.
    let takes: [String]
    /// The answer depends on the present day also where everything else is limited.
    let dependsOnPresent: Bool
    /// The answer can be that of an earlier moment, and is kept until the log changes. Without, it is of
    /// this moment, and made each time.
    let hasLimits: Bool
    let work: Work

    enum Work: Sendable {
        /// Records of a question.
        case question(@Sendable (Asked) throws -> any Question)
        /// A company's history, in every form that it has.
        case history(@Sendable (Asked) -> TimelineQuestion)
        /// Events, a page at a time.
        case events(@Sendable (Asked) -> EventsQuestion)
        /// Companies, a page at a time.
        case companies
        /// Text or bytes, kept until the log changes.
        case content(@Sendable (Asked) async throws -> Content)
        /// Whatever it makes, each time anew.
        case response(@Sendable (Asked) async throws -> Response)
    }

    init(
        _ path: String, method: HTTPRequest.Method = .get, for permission: Permission = .read,
        _ summary: String, _ parameters: [Parameter] = [], formats: [OutputFormat] = [],
        mediaType: String? = nil, takes: [String] = [], dependsOnPresent: Bool = false,
        hasLimits: Bool = true, _ work: Work
    ) {
        self.path = path
        self.method = method
        self.permission = permission
        self.summary = summary
        self.parameters = parameters
        self.formats = formats
        self.mediaType = mediaType
        self.takes = takes
        self.dependsOnPresent = dependsOnPresent
        self.hasLimits = hasLimits
        self.work = work
    }

    /// Its own days take the place of asOf.
    private var comparesDays: Bool { parameters.contains { $0.name == "from" && $0.isRequired } }

    /// Everything that its address may have behind the `?`.
    var query: [Parameter] {
        var all = parameters
        switch work {
        case .question, .events, .companies, .history:
            // Some have a parameter of that name themselves, or take another's place.
            if hasLimits {
                all += Parameter.limits.filter { !comparesDays || $0.name != "asOf" }
            }
            all += [.fields] + Parameter.paging
        case .content, .response: break
        }
        if !formats.isEmpty {
            all.append(
                Parameter(
                    "format", .oneOf(formats.map(\.rawValue)), "Instead of the Accept header."))
        }
        return all
    }

    var segments: [Substring] { path.split(separator: "/") }

    /// The parts of the path that are taken from the address, in order.
    var pathParameters: [String] {
        segments.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}

/// Text or bytes with their media type, and what is known of them.
struct Content: Sendable {
    var bytes: [UInt8]
    var mediaType: String
    /// What it rests on, for a header; `nil` where it rests on no log.
    var basis: String?
    /// It will be the same for ever.
    var isImmutable = false
    /// What is said beside it.
    var remarks: [String] = []
    var links: [Link] = []
    var headers: HTTPFields = [:]

    init(_ bytes: [UInt8], _ mediaType: String) {
        self.bytes = bytes
        self.mediaType = mediaType
    }

    init(_ text: String, _ mediaType: String) { self.init(Array(text.utf8), mediaType) }
}

/// Where something else is that belongs to an answer.
///
/// Source: RFC 8288, section 3.
struct Link: Sendable {
    let target: String
    let relation: String
    var type: String?

    var text: String {
        "<\(target)>; rel=\"\(relation)\"" + (type.map { "; type=\"\($0)\"" } ?? "")
    }
}
