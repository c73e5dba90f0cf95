/// A field in which claims about one thing disagree, with what each of them says, side by side.
public struct Difference: Equatable, Sendable {
    public enum Field: String, CaseIterable, Sendable {
        case date, amount, quantity, relation, share, party, place, name
        /// One denies what another one says.
        case state
        /// Another source is quoted beside the claim as saying something else.
        case wording
    }

    public enum Value: Equatable, Sendable {
        case date(UncertainDate)
        case amount(ClaimAmount)
        case quantity(ClaimQuantity)
        case text(String)
    }

    /// What one claim says, or, where ``source`` is set, another source beside it.
    public struct Side: Equatable, Sendable {
        public let claim: PlacedClaim
        public let value: Value
        /// The id or name of the source that differs from the claim's own.
        public var source: String?
    }

    public let field: Field
    /// In the order of the claims' positions.
    public let sides: [Side]
}
