import Filings

/// What came of asking for a document.
public struct FetchedAnswer: Sendable {
    public var answer: SourceAnswer
    /// Where there was an answer at all.
    public var raw: RawAnswer?
    /// With ``SourceAnswer/content`` only.
    public var document: SourceDocument?
    /// When the answer was there, or when it was given up.
    public var fetchedAt: Instant?
    /// How often it was asked; 0 for what was kept.
    public var tries = 0
    /// SHA-256 of the body, in hexadecimal.
    public var sha256: String?

    public init(_ answer: SourceAnswer, raw: RawAnswer? = nil, document: SourceDocument? = nil) {
        self.answer = answer
        self.raw = raw
        self.document = document
    }

    /// Removes the file of a large document, which cannot be read from then on.
    func discard() { raw?.file?.discard() }
}

extension DocumentContext {
    init(_ request: SourceRequest, _ fetched: FetchedAnswer) {
        self.init(part: request.part, address: request.url)
        status = fetched.raw.map { Int64($0.status) }
        fetchedAt = fetched.fetchedAt
        entityTag = fetched.raw?.headers["etag"]
        lastModified = fetched.raw?.headers["last-modified"]
    }
}

extension SourceAnswer {
    var reason: String? {
        switch self {
        case .broken(let reason), .refused(let reason): reason
        default: nil
        }
    }
}

extension WalkedPage {
    /// Why the document could not be had, in one sentence; `nil` when it was, or is known not to be.
    var trouble: String? {
        let host = request.host
        func said(_ reason: String) -> String {
            reason.contains(host.prefix { $0 != ":" }) ? reason : "\(host): \(reason)"
        }
        return switch answer {
        case .throttled: "\(host) asks to wait; ask again later"
        case .broken(let reason): said(reason)
        case .refused(let reason): said("refuses: \(reason)")
        default: nil
        }
    }
}

/// What went wrong with a run's requests, each once.
struct Troubles {
    private(set) var texts: [String] = []
    private var inARow = 0
    private var isThrottled = false

    /// Whether asking on is of no use, or rude: the register asked to wait, and did so after every
    /// pause; or four documents after each other could not be had.
    var areFinal: Bool { isThrottled || inARow >= 4 }

    mutating func note(_ page: WalkedPage) {
        guard let trouble = page.trouble else {
            inARow = 0
            return
        }
        inARow += 1
        if page.answer == .throttled { isThrottled = true }
        if !texts.contains(trouble) { texts.append(trouble) }
    }
}

extension SourceRequest {
    /// The host of the address.
    var host: String {
        let rest = url.split(separator: "/", omittingEmptySubsequences: true).dropFirst().first
        return rest.map(String.init) ?? url
    }
}
