/// When a source was published, worked out from the claims that are in force.
///
/// What a source states of itself, or what was derived from other documents, is taken as it is. A
/// source that gives no date of its own is bounded by what it does: it cannot be older than a story
/// that it links, nor younger than the day on which it was read, nor than what it still plans.
public struct SourceDating: Sendable {
    private let book: ClaimBook
    private let claims: [Claim]

    /// - Parameter book: The claims of one company, as a question's limits have them.
    public init(_ book: ClaimBook) {
        self.book = book
        claims = book.inForce.map(\.claim)
    }

    /// The rule by which a claim's date names a story that its source links.
    private static let linkedStory = "date-of-linked-story@1"

    /// - Returns: `nil` when nothing tells anything about it.
    public func publication(of claim: Claim) -> Publication? {
        let name = claim.source.name
        if let stated = claim.publishedOn, [.stated, .derived].contains(stated.status) {
            return Publication(stated, of: name)
        }
        let own = claims.filter { $0.source.name == name }
        var lower: (day: CivilDay, input: String)?
        var upper: (day: CivilDay, input: String)?
        for one in own {
            if let day = linkedDay(of: one), lower.map({ $0.day < day }) ?? true {
                lower = (day, "\(name).published>=\(day.text) via \(one.id)")
            }
            if one.milestone?.phase == .planned, let day = one.date?.latest.day,
                upper.map({ $0.day > day }) ?? true
            {
                upper = (day, "\(name).published<=\(day.text), for \(one.id) lies ahead")
            }
        }
        if let read = claim.source.retrieved.flatMap({ CivilDay($0) ?? Instant($0)?.day }),
            upper.map({ $0.day > read }) ?? true
        {
            upper = (read, "\(name).published<=\(read.text), when it was read")
        }
        if lower == nil, upper == nil { return nil }
        return Publication(
            earliest: lower.map { .day($0.day) } ?? .unknown,
            latest: upper.map { .day($0.day) } ?? .unknown,
            inputs: [lower?.input, upper?.input].compactMap(\.self))
    }

    /// The day of the story that a claim says its source links; of the story's own claim, where the
    /// log has one.
    ///
    /// - Returns: `nil` for other claims, and where the story's own claim was retracted.
    private func linkedDay(of claim: Claim) -> CivilDay? {
        guard let date = claim.date, let year = date.year, year.rule == Self.linkedStory else {
            return nil
        }
        for input in year.inputs {
            guard let story = book[input] else { continue }
            return story.isInForce ? story.claim.date?.earliest.day : nil
        }
        return date.earliest.day
    }
}

extension ClaimSource {
    /// What tells one source of a company's claims from another.
    public var name: String { id ?? title ?? url ?? publisher ?? "unnamed" }
}
