import CanonicalJSON
import Filings

/// The fields of claims, sources and companies in a file.
///
/// Everything that a claim's data hold can be written as it is held there; most of it also shorter.
enum ClaimRules {
    static let claim = ObjectRule(
        [
            "id": .claimID, "claim": .claimID, "company": .companyKey,
            "kind": .word(ClaimKind.self), "state": .word(ClaimState.self), "title": .text,
            "date": .date, "source": .object(source, textAs: "id"), "quote": .text,
            "publishedOn": .date, "publishedAt": .instant, "knownOn": .day,
            "knownThrough": .text, "about": .text, "amount": .amount,
            "otherAmounts": .list(of: .amount), "quantities": .list(of: .quantity),
            "parties": .list(of: .object(party)),
            "milestone": .object(milestone, textAs: "key"), "relation": .object(relation),
            "names": .list(of: .object(name, textAs: "name")), "place": .text, "note": .text,
            "attribution": .text,
            "backing": .list(of: .object(backing, textAs: "source")),
            "sameAs": .list(of: .object(link, textAs: "claim")),
            "restates": .list(of: .object(link, textAs: "claim")),
            "derivedFrom": .object(derivation), "looked": .object(search),
        ], required: ["kind", "title", "source"], deliberate: ["date"])

    static let source = ObjectRule([
        "id": .text, "title": .text, "publisher": .text, "author": .text, "url": .url,
        "tier": .tier, "language": .text, "quote": .text, "sha256": .sha256,
        "retrieved": .dayOrInstant, "note": .text, "published": .publication,
    ])

    private static let party = ObjectRule(
        ["name": .text, "role": .text, "key": .companyKey, "note": .text],
        required: ["name", "role"])

    private static let milestone = ObjectRule(
        ["key": .text, "phase": .choice(MilestonePhase.self), "name": .text], required: ["key"])

    private static let end = FieldRule.object(
        ObjectRule(["name": .text, "key": .companyKey], required: ["name"]), textAs: "name")

    private static let relation = ObjectRule(
        [
            "subject": end, "predicate": .word(RelationPredicate.self), "object": end,
            "share": .decimal,
        ], required: ["subject", "predicate", "object"])

    private static let name = ObjectRule(
        ["name": .text, "kind": .text, "language": .text, "key": .companyKey],
        required: ["name"])

    private static let backing = ObjectRule(
        [
            "source": .text, "stance": .choice(BackingStance.self), "quote": .text, "note": .text,
        ], required: ["source"])

    private static let link = ObjectRule(
        ["claim": .text, "status": .choice(UncertainDate.Status.self), "note": .text],
        required: ["claim"])

    private static let derivation = ObjectRule(
        ["rule": .text, "inputs": .list(of: .text), "assumption": .text, "working": .text],
        required: ["rule", "inputs"])

    private static let search = ObjectRule(
        ["on": .day, "sources": .list(of: .text), "subject": .text],
        required: ["on", "sources"])
}

extension FieldRule {
    /// When a source was published: a date, or an instant, which is a date with a time.
    static let publication = FieldRule { node, path, problems in
        guard let text = node.text, let instant = Instant(text) else {
            return date.read(node, path, &problems).map { JSONValue.object(["publishedOn": $0]) }
        }
        return .object([
            "publishedAt": .string(instant.text),
            "publishedOn": publishedOn(text, at: instant).json,
        ])
    }

    /// The day of an instant as its source prints it, in the source's own zone.
    static func publishedOn(_ text: String, at instant: Instant) -> UncertainDate {
        var date = UncertainDate(day: CivilDay(String(text.prefix(10))) ?? instant.day)
        date.quoted = text
        return date
    }
}
