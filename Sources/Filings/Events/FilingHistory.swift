import CanonicalJSON

/// One filing as its events tell it: what is in force, what each source said last, and whether it is
/// still listed. A pure fold, used where events are judged and where they are shown.
public struct FilingHistory: Equatable, Sendable {
    /// The source key of the filing.
    public let id: String
    /// What is in force.
    public private(set) var filing: FilingListed
    public private(set) var publishedAt: Instant?
    /// The listing that no longer has it; `nil` while it is listed.
    public private(set) var delistedFrom: String?
    /// Every listing that ever lost it.
    public private(set) var losses: Set<String> = []
    /// How many events tell of it; the next one is `<id>#<count + 1>`.
    public private(set) var eventCount = 1
    /// Members by the reader that last said them.
    private var said: [String: JSONObject] = [:]
    /// Values that members had before.
    private var former: [String: [JSONValue?]] = [:]

    public init(_ filing: FilingListed, id: String, publishedAt: Instant? = nil) {
        self.id = id
        self.filing = filing
        self.publishedAt = publishedAt
        said[filing.reader ?? ""] = filing.flat
    }

    /// - Returns: `nil` when the first event is no `filing.listed`.
    public init?(_ events: [RecordedEvent]) {
        guard let first = events.first, case .filingListed(let filing) = first.event else {
            return nil
        }
        self.init(filing, id: first.id, publishedAt: first.publishedAt)
        for event in events.dropFirst() {
            apply(event.event, publishedAt: event.publishedAt)
            // Whatever has such a name, the next one needs another.
            let number = event.id.lastIndex(of: "#").flatMap { Int(event.id[$0...].dropFirst()) }
            eventCount = max(eventCount, number ?? 0)
        }
    }

    public var isListed: Bool { delistedFrom == nil }

    /// The id of the next event about this filing.
    public var nextID: String { "\(id)#\(eventCount + 1)" }

    /// The filing that an event's id is about: the id without what ``nextID`` adds.
    public static func filingID(of id: String) -> String {
        guard let mark = id.lastIndex(of: "#"), id[mark...].dropFirst().allSatisfy(\.isNumber)
        else { return id }
        return String(id[..<mark])
    }

    /// Takes a later event about the filing; others change nothing.
    public mutating func apply(_ event: FilingEvent, publishedAt: Instant?) {
        switch event {
        case .filingDetailed(let detailed):
            let members = detailed.added.members.map { ($0.name, Optional($0.value)) }
            take(members, from: detailed.reference.reader, publishedAt: publishedAt)
        case .filingCorrected(let corrected):
            let members = corrected.changes.map { ($0.field, $0.new) }
            take(members, from: corrected.reference.reader, publishedAt: nil)
        case .filingDelisted(let delisted):
            delistedFrom = delisted.listing
            losses.insert(delisted.listing)
        case .filingRelisted: delistedFrom = nil
        default: return
        }
        eventCount += 1
    }

    private mutating func take(
        _ members: [(name: String, value: JSONValue?)], from reader: String, publishedAt: Instant?
    ) {
        var data = filing.data
        var details = filing.details
        let before = filing.flat
        var words = said[reader] ?? [:]
        for member in members {
            former[member.name, default: []].append(before[member.name])
            words[member.name] = member.value
            if member.name.hasPrefix(FilingListed.detailPrefix) {
                details[String(member.name.dropFirst(FilingListed.detailPrefix.count))] =
                    member.value
            } else {
                data[member.name] = member.value
            }
        }
        data["details"] = details.isEmpty ? nil : .object(details)
        said[reader] = words
        if let changed = try? FilingListed(data: data) { filing = changed }
        if let publishedAt { self.publishedAt = publishedAt }
    }
}

extension FilingHistory {
    /// What a source's word on a filing that is known means.
    public enum Verdict: Equatable, Sendable {
        case known
        case detailed(JSONObject)
        case corrected([FilingCorrected.Change])
    }

    /// Judges what a source says now.
    ///
    /// - A member that was absent is a detail when the source speaks of the filing for the first
    ///   time, and a correction when it spoke of it before.
    /// - Another value than the one in force is a correction, unless it is what this source said
    ///   all along, or, of a source not heard on it, a value of the past: registers' files lag
    ///   behind each other, and none may undo what another one corrected.
    /// - Words that are a source's own are compared with its own words only.
    /// - A time of acceptance is never a correction: it comes in two clocks. It is a detail where
    ///   none was known, or where a header states it and no header did before.
    public func judge(_ new: FilingListed) -> Verdict {
        let reader = new.reader ?? ""
        let (old, now) = (filing.flat, new.flat)
        let words = said[reader]
        var added = JSONObject()
        var changes: [FilingCorrected.Change] = []
        for name in Set(old.members.map(\.name)).union(now.members.map(\.name)).sorted() {
            let (before, value) = (old[name], now[name])
            if Self.agree(before, value, on: name) { continue }
            guard let value else {
                // A source that never said it takes nothing back.
                if words?[name] != nil { changes.append(.init(field: name, old: before, new: nil)) }
                continue
            }
            if before == nil, words == nil || name.hasPrefix(FilingListed.detailPrefix) {
                // Registers add columns to rows long filed, and details are all their columns.
                added[name] = value
            } else if words == nil, Self.isSourcesOwn(name) {
                continue
            } else if let word = words?[name] {
                if !Self.agree(word, value, on: name) {
                    changes.append(.init(field: name, old: before, new: value))
                }
            } else if before == nil || !(former[name] ?? []).contains(value) {
                changes.append(.init(field: name, old: before, new: value))
            }
        }
        if !changes.isEmpty {
            let rest = added.members.map { member in
                FilingCorrected.Change(field: member.name, old: nil, new: member.value)
            }
            return .corrected(changes + rest)
        }
        addAcceptance(of: new, to: &added)
        return added.isEmpty ? .known : .detailed(added)
    }

    private func addAcceptance(of new: FilingListed, to added: inout JSONObject) {
        guard let text = new.acceptedText, let clock = new.acceptedClock else { return }
        let better = clock == .header && filing.acceptedClock != .header
        guard filing.acceptedText == nil || better else { return }
        added["acceptedText"] = .string(text)
        added["acceptedClock"] = .string(clock.rawValue)
    }

    /// Worded by each source in its own way.
    private static func isSourcesOwn(_ name: String) -> Bool {
        ["roles", "title", "category"].contains(name) || name.hasPrefix(FilingListed.detailPrefix)
    }

    /// Items and roles are sets: sources list them in different orders.
    private static func agree(_ one: JSONValue?, _ other: JSONValue?, on name: String) -> Bool {
        if one == other { return true }
        guard name == "items" || name == "roles", let one = one?.arrayValue,
            let other = other?.arrayValue
        else { return false }
        return Set(one.map(\.canonicalText)) == Set(other.map(\.canonicalText))
    }
}

extension FilingListed {
    /// Before the name of a detail where it stands beside the members: `details.pages`.
    public static let detailPrefix = "details."

    /// What counts when it is read again, each detail a member of its own: a source may know more
    /// of them than another.
    fileprivate var flat: JSONObject {
        var flat = comparable
        flat["details"] = nil
        for detail in details { flat[Self.detailPrefix + detail.name] = detail.value }
        return flat
    }
}
