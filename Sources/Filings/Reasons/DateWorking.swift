/// How a claim's date came to be: its wording read again, beside what the claims in force say today
/// of its source and of the same thing.
///
/// What was recorded stays what it is, and no other source promotes it: a year that the source does
/// not state stays inferred, and who corroborates it stands beside it.
public struct DateWorking: Equatable, Sendable {
    /// As the claim has it.
    public let recorded: UncertainDate
    /// As it is worked out now; the same where the wording alone does not give it.
    public let worked: UncertainDate
    /// When the source was published, as far as the claims in force tell.
    public let publication: Publication?

    /// Whether the claims in force give other days than were recorded.
    public var differs: Bool {
        (recorded.earliest, recorded.latest) != (worked.earliest, worked.latest)
    }

    /// - Parameter book: The claims of the claim's company, as a question's limits have them.
    /// - Returns: `nil` for a claim without a date.
    public init?(of claim: Claim, in book: ClaimBook) {
        guard let recorded = claim.date else { return nil }
        self.recorded = recorded
        let publication = SourceDating(book).publication(of: claim)
        self.publication = publication
        guard recorded.status != .derived, claim.derivedFrom == nil,
            var date = try? UncertainDate.reading(recorded.quoted, published: publication)
        else {
            worked = recorded
            return
        }
        let others = Self.corroborating(claim, date, in: book)
        date.year?.corroboratedBy = others.map { other in
            UncertainDate.Corroboration(
                source: other.source.name, quote: other.date?.quoted,
                published: other.publishedOn?.edtf)
        }
        if date.year?.value != nil {
            for other in others { date.narrow(to: other.date) }
        }
        worked = date
    }

    /// Claims of other sources about the same thing whose own date fixes the year, and can be of the
    /// same days.
    private static func corroborating(
        _ claim: Claim, _ date: UncertainDate, in book: ClaimBook
    ) -> [Claim] {
        guard let about = claim.about, date.year?.status != .stated else { return [] }
        return book.inForce.map(\.claim).filter { other in
            guard other.about == about, other.source.name != claim.source.name,
                other.source.tier != .derived, other.derivedFrom == nil,
                let theirs = other.date, let first = theirs.earliest.day,
                let last = theirs.latest.day
            else { return false }
            return first.year == last.year && !theirs.excludes(date)
                && (date.year?.value.map { $0 == first.year } ?? true)
        }
    }
}

extension UncertainDate {
    /// Leaves out the days that another date rules out.
    fileprivate mutating func narrow(to other: UncertainDate?) {
        if let first = other?.earliest.day, earliest.day.map({ $0 < first }) ?? true {
            earliest = .day(first)
        }
        if let last = other?.latest.day, latest.day.map({ $0 > last }) ?? true {
            latest = .day(last)
        }
    }
}
