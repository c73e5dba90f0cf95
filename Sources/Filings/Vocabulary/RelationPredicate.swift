/// What the subject of a relation is to its object.
public struct RelationPredicate: OpenWord {
    public let text: String
    public init(stored text: String) { self.text = text }

    public static let controls = RelationPredicate(stored: "controls")
    public static let parentOf = RelationPredicate(stored: "parent-of")
    public static let owns = RelationPredicate(stored: "owns")
    public static let investsIn = RelationPredicate(stored: "invests-in")
    public static let sameAs = RelationPredicate(stored: "same-as")
    public static let relatedParty = RelationPredicate(stored: "related-party-of")
    public static let mergesWith = RelationPredicate(stored: "merges-with")
    public static let contractsWith = RelationPredicate(stored: "contracts-with")
    public static let actsFor = RelationPredicate(stored: "acts-for")
    public static let supplies = RelationPredicate(stored: "supplies")
    public static let officerOf = RelationPredicate(stored: "officer-of")
    public static let successorOf = RelationPredicate(stored: "successor-of")

    public static let known: [RelationPredicate] = [
        .controls, .parentOf, .owns, .investsIn, .sameAs, .relatedParty, .mergesWith,
        .contractsWith, .actsFor, .supplies, .officerOf, .successorOf,
    ]
}
