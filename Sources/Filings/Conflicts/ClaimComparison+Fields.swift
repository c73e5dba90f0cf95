/// What makes two claims disagree, field by field.
extension ClaimComparison {
    /// Of a milestone only what was reached: its plans move, see ``MilestoneStory``.
    var dates: Difference? {
        difference(
            .date, statements { claim in claim.date.map { [$0] } ?? [] },
            where: { one, other in
                let milestones = [one, other].compactMap(\.claim.claim.milestone)
                if milestones.contains(where: { $0.key == subject }) {
                    return milestones.map(\.phase) == [.reached, .reached]
                }
                return one.claim.claim.state == other.claim.claim.state
            },
            by: { $0.excludes($1) }, as: { .date($0) })
    }

    /// A claim's first amount, and the others by their labels.
    var amounts: Difference? {
        difference(
            .amount,
            statements { claim in
                (claim.amount.map { [(isFirst: true, amount: $0)] } ?? [])
                    + claim.otherAmounts.map { (isFirst: false, amount: $0) }
            },
            where: { one, other in
                let labels = [one, other].compactMap(\.value.amount.label)
                let isOneThing =
                    labels.count == 2
                    ? labels[0] == labels[1] : one.value.isFirst && other.value.isFirst
                return isOneThing && Self.areOneStage(one, other)
            },
            by: { $0.amount.excludes($1.amount) }, as: { .amount($0.amount) })
    }

    var quantities: Difference? {
        difference(
            .quantity, statements(\.quantities),
            where: { one, other in
                let isOneThing =
                    (one.value.unit, one.value.per, one.value.label)
                    == (other.value.unit, other.value.per, other.value.label)
                return isOneThing && Self.areOneStage(one, other)
            },
            by: { $0.excludes($1) }, as: { .quantity($0) })
    }

    /// Who is above whom, and other relations of one kind between different ends.
    var relations: Difference? {
        difference(
            .relation, statements { claim in claim.relation.map { [$0] } ?? [] },
            where: { one, other in
                let predicates = [one.value.predicate, other.value.predicate]
                return predicates[0] == predicates[1] || predicates.allSatisfy(\.isOwnership)
            },
            by: { $0.ends != $1.ends },
            as: { .text("\($0.subject.name) \($0.predicate) \($0.object.name)") })
    }

    var shares: Difference? {
        difference(
            .share,
            statements { claim in claim.relation.flatMap { $0.share == nil ? nil : [$0] } ?? [] },
            where: { $0.value.ends == $1.value.ends },
            by: { one, other in
                guard let one = one.share, let other = other.share else { return false }
                return one.isLess(than: other) || other.isLess(than: one)
            }, as: { .text(($0.share?.text ?? "") + " %") })
    }

    /// Roles that one party has alone; of others there may be several.
    var parties: Difference? {
        let single: Set = ["applicant", "issuer", "operator", "owner", "parent"]
        return difference(
            .party,
            statements { claim in
                claim.parties.filter { party in
                    single.contains(party.role) && party.key != nil
                        && claim.parties.count { $0.role == party.role } == 1
                }
            },
            where: { $0.value.role == $1.value.role }, by: { $0.key != $1.key },
            as: { .text("\($0.name) (\($0.role))") })
    }

    /// "Pudong, Shanghai" refines "Shanghai".
    var places: Difference? {
        difference(
            .place, statements { claim in claim.place.map { [$0] } ?? [] },
            by: { one, other in
                let (one, other) = (one.lowercased(), other.lowercased())
                return !one.contains(other) && !other.contains(one)
            }, as: { .text($0) })
    }

    /// What sources call the milestone.
    var names: Difference? {
        difference(
            .name,
            statements { claim in
                guard let milestone = claim.milestone, milestone.key == subject,
                    let name = milestone.name
                else { return [] }
                return [name]
            },
            by: { $0.lowercased() != $1.lowercased() }, as: { .text($0) })
    }

    var states: Difference? {
        difference(
            .state, statements { $0.state == .absent ? [] : [$0.state] },
            by: { ($0 == .denied) != ($1 == .denied) }, as: { .text($0.text) })
    }

    /// Each claim beside which another source differs, and that source.
    var wordings: Difference? {
        let claims = focus == nil ? claims : claims.filter { $0.position == focus }
        let sides = claims.flatMap { claim -> [Difference.Side] in
            let others = claim.claim.backing.filter { $0.stance == .differs }
            if others.isEmpty { return [] }
            let own = Difference.Side(
                claim: claim, value: .text(claim.claim.source.quote ?? claim.claim.title))
            return [own]
                + others.map { other in
                    let words = other.quote ?? other.note ?? "differs"
                    return .init(claim: claim, value: .text(words), source: other.source)
                }
        }
        return sides.isEmpty ? nil : Difference(field: .wording, sides: sides)
    }

    /// A plan is compared with what is said of the same stage only.
    private static func areOneStage<Value>(
        _ one: Statement<Value>, _ other: Statement<Value>
    ) -> Bool {
        let states = [one, other].map(\.claim.claim.state)
        return states[0] == states[1] || !states.contains(where: \.isPlan)
    }
}

extension ClaimState {
    fileprivate var isPlan: Bool {
        [.proposed, .planned, .replanned, .required].contains(self)
    }
}

extension ClaimRelation {
    fileprivate var ends: [String] { [subject.identity, object.identity] }
}
