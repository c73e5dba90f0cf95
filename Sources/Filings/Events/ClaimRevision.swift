import CanonicalJSON

/// A later version of a claim: with a reason, and beside all that was said before.
///
/// The event is whole: what the claim says from now on, and what the changed members said until
/// then. A reader needs no other event to know which rows it touches, and an answer of a day on
/// which an earlier version was not yet public can put the change on what then was.
public struct ClaimRevision: Equatable, Sendable {
    /// The types of all revisions.
    public static let types = Set(Kind.allCases.map(\.type))

    /// Why there is another version, by who was wrong.
    public enum Kind: String, CaseIterable, Sendable {
        /// We were: what the source says was recorded wrongly.
        case corrected
        /// The source says something else now.
        case amended
        /// It never should have been recorded, or its source took it back.
        case retracted
        /// The retraction was wrong.
        case reinstated

        /// The stored name of the event's type: `claim.corrected`.
        public var type: String { "claim." + rawValue }

        public init?(type: String) {
            guard let kind = Self.allCases.first(where: { $0.type == type }) else { return nil }
            self = kind
        }

        /// Whether the claim's members may change by it.
        public var changesMembers: Bool { self == .corrected || self == .amended }
    }

    public var kind: Kind
    /// What the claim says from here on; of a retraction, what it said.
    public var claim: Claim
    /// The claim's version, from 2: the assertion is 1.
    public var number: Int64
    /// Why, in the words of who did it.
    public var reason: String
    /// The members of the claim's data that changed, with what they were; `null`: absent.
    public var was: JSONObject
    /// The day on which the revision became public; `nil`: that on which it was recorded.
    public var publishedOn: CivilDay?

    /// - Parameter before: The claim as it was.
    public init(
        _ kind: Kind, of before: Claim, to claim: Claim? = nil, number: Int64, reason: String,
        publishedOn: CivilDay? = nil
    ) {
        self.kind = kind
        self.claim = claim ?? before
        self.number = number
        self.reason = reason
        self.publishedOn = publishedOn
        was = Self.changes(from: before.data, to: self.claim.data)
    }

    /// The type's stored name.
    public var type: String { kind.type }

    /// The claim without this revision's changes.
    ///
    /// - Throws: ``EventDataError`` when what was is no claim; never of an event that was read.
    public func before() throws(EventDataError) -> Claim {
        try Claim(data: Self.put(was, on: claim.data))
    }

    /// What changed, by the names of the claim's members, in their order.
    public var changes: [FilingCorrected.Change] {
        let now = claim.data
        return was.members.map { member in
            FilingCorrected.Change(
                field: member.name, old: Self.present(member.value),
                new: now[member.name])
        }
    }

    /// The same change on another version of the claim, which was in force when this one was not
    /// yet public.
    ///
    /// - Throws: ``EventDataError`` when the two together are no claim.
    public func put(on other: Claim) throws(EventDataError) -> ClaimRevision {
        let now = claim.data
        var changed = other.data
        for member in was.members { changed[member.name] = now[member.name] }
        var revision = self
        revision.claim = try Claim(data: changed)
        revision.was = Self.changes(from: other.data, to: changed)
        return revision
    }

    /// The source key of a version: `claim:innotron/F9#2`.
    public var id: String { Self.id(of: claim.id, of: claim.company, number: number) }

    /// - Parameter number: 1 for the assertion.
    public static func id(of claim: String, of company: String, number: Int64) -> String {
        "claim:\(company)/\(claim)" + (number > 1 ? "#\(number)" : "")
    }

    /// `null` stands for what is absent.
    private static func present(_ value: JSONValue) -> JSONValue? {
        value.isNull ? Optional.none : value
    }

    private static func changes(from old: JSONObject, to new: JSONObject) -> JSONObject {
        var was = JSONObject()
        for name in old.namesDiffering(from: new) { was[name] = old[name] ?? .null }
        return was
    }

    private static func put(_ was: JSONObject, on data: JSONObject) -> JSONObject {
        var data = data
        for member in was.members {
            data[member.name] = present(member.value)
        }
        return data
    }
}

extension ClaimRevision {
    /// Reads what ``data`` wrote.
    public init(_ kind: Kind, data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: kind.type, data: data)
        self.kind = kind
        guard let now = data["now"]?.objectValue else {
            throw .missing(type: kind.type, field: "now")
        }
        guard let was = data["was"]?.objectValue else {
            throw .missing(type: kind.type, field: "was")
        }
        self.was = was
        claim = try Claim(data: now)
        guard let number = data["revision"]?.integerValue, number > 1 else {
            throw .missing(type: kind.type, field: "revision")
        }
        self.number = number
        reason = try members.text("reason")
        publishedOn = try members.optionalDay("publishedOn")
        // A reader of the event may count on it.
        _ = try before()
    }

    public var data: JSONObject {
        var data = JSONObject()
        data["claim"] = .string(claim.id)
        data["company"] = .string(claim.company)
        data["revision"] = .integer(number)
        data["reason"] = .string(reason)
        data["publishedOn"] = .text(publishedOn?.text)
        data["was"] = .object(was)
        data["now"] = .object(claim.data)
        return data
    }
}
