extension Claim {
    /// What the claim speaks of, as far as other claims can contradict it: what it is ``about``,
    /// its milestone, and the parent of a company.
    ///
    /// A claim about the parent of a company that names no subject itself speaks of
    /// `<company>/parent`. One that speaks of nothing else, and of whose own source another one
    /// differs, stands for itself: `claim/<id>`.
    public var subjects: [String] {
        var subjects: [String] = []
        if let about {
            subjects.append(about)
        } else if let relation, relation.predicate.isOwnership {
            subjects.append("\(relation.object.identity)/parent")
        }
        if let milestone, !subjects.contains(milestone.key) { subjects.append(milestone.key) }
        if subjects.isEmpty, backing.contains(where: { $0.stance == .differs }) {
            subjects.append("claim/\(id)")
        }
        return subjects
    }

    /// Without what no comparison of claims looks at.
    var forComparing: Claim {
        var claim = self
        claim.names = []
        claim.note = nil
        claim.attribution = nil
        claim.backing = backing.filter { $0.stance == .differs }
        claim.sameAs = []
        claim.restates = []
        claim.derivedFrom = nil
        claim.looked = nil
        claim.source.note = nil
        return claim
    }
}

extension RelationPredicate {
    /// Whether the subject stands above the object. How far differs from source to source, so the
    /// words for it do not contradict each other.
    public var isOwnership: Bool { [.controls, .parentOf, .owns].contains(self) }
}

extension ClaimRelation.End {
    /// The company key, else the name without capitals: what tells one end from another.
    public var identity: String { key ?? name.lowercased() }
}
