import CanonicalJSON

/// The register, document or article that a claim comes from, and the words that carry the claim.
public struct ClaimSource: ClaimPart, Hashable {
    /// The source's name in its claim file, `S1`: claims of one source share it.
    public var id: String?
    public var title: String?
    public var publisher: String?
    public var author: String?
    public var url: String?
    public var tier: SourceTier?
    /// A BCP 47 tag.
    public var language: String?
    /// A short quote, untouched.
    public var quote: String?
    /// The SHA-256 of the captured document, 64 lower-case hexadecimal digits.
    public var sha256: String?
    /// When we fetched it: a civil day or an instant, as given.
    public var retrieved: String?
    public var note: String?

    public init(
        id: String? = nil, title: String? = nil, publisher: String? = nil, url: String? = nil,
        tier: SourceTier? = nil, quote: String? = nil
    ) {
        self.id = id
        self.title = title
        self.publisher = publisher
        self.url = url
        self.tier = tier
        self.quote = quote
    }

    init(_ fields: ClaimFields) throws(EventDataError) {
        self.init(
            id: try fields.optionalText("id"), title: try fields.optionalText("title"),
            publisher: try fields.optionalText("publisher"), url: try fields.optionalText("url"),
            tier: try fields.word("tier"), quote: try fields.optionalText("quote"))
        author = try fields.optionalText("author")
        language = try fields.optionalText("language")
        sha256 = try fields.optionalText("sha256")
        retrieved = try fields.optionalText("retrieved")
        note = try fields.optionalText("note")
    }

    public var json: JSONObject {
        var json = JSONObject()
        json["id"] = .text(id)
        json["title"] = .text(title)
        json["publisher"] = .text(publisher)
        json["author"] = .text(author)
        json["url"] = .text(url)
        json["tier"] = .text(tier?.rawValue)
        json["language"] = .text(language)
        json["quote"] = .text(quote)
        json["sha256"] = .text(sha256)
        json["retrieved"] = .text(retrieved)
        json["note"] = .text(note)
        return json
    }
}
