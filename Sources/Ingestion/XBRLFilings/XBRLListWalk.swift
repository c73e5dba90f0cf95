import Filings

/// Reads one list of the repository: an entity's filings, or those added in some days.
///
/// An entity's filings come the oldest first, so that new ones shift nothing; the filings of days
/// come the newest first, until one was added before the first of the days. A list whose total
/// shrinks, or whose rows are not as many as its total, is read anew.
struct XBRLListWalk {
    let entity: XBRLEntity?
    private let days: ClosedRange<CivilDay>?
    private let server: String
    private let today: CivilDay
    private(set) var request: SourceRequest?
    private(set) var hasAll = false
    private var number = 1
    private var total: Int64?
    private var filings: Set<String> = []
    private var refusals = 0
    private var rounds = 1
    private var outcome: (state: RunCoverage.State, reason: String?)?

    static let rowsPerPage = 100
    static let mostRounds = 3
    static let host = "https://filings.xbrl.org"

    /// - Parameter today: Days before it are over.
    init(of entity: XBRLEntity, at server: String?) {
        self.init(entity, nil, server, today: CivilDay(daysSinceEpoch: 0))
    }

    init(addedIn days: ClosedRange<CivilDay>, today: CivilDay, at server: String?) {
        self.init(nil, days, server, today: today)
    }

    private init(
        _ entity: XBRLEntity?, _ days: ClosedRange<CivilDay>?, _ server: String?, today: CivilDay
    ) {
        self.entity = entity
        self.days = days
        self.server = server ?? Self.host
        self.today = today
        request = first
    }

    private var part: String { entity?.unit ?? "added" }

    private var first: SourceRequest {
        let query =
            (entity.map { "filter%5Bentity.identifier%5D=\($0.text)&" } ?? "")
            + "include=entity&sort=\(days == nil ? "" : "-")date_added"
            + "&page%5Bsize%5D=\(Self.rowsPerPage)"
        return page("\(server)/api/filings?\(query)")
    }

    private func page(_ url: String) -> SourceRequest {
        SourceRequest(
            part: "\(part)/\(number)", url: url, documentName: "\(part)-\(number).json")
    }

    /// - Returns: A reason to ask the repository for nothing more, where there is one.
    mutating func take(_ page: WalkedPage) -> String? {
        switch page.answer {
        case .content:
            if let reading = page.reading {
                add(reading)
            } else {
                end(.partial, page.failure?.description ?? "a page could not be taken")
            }
        case .unchanged, .notThereYet, .pastTheEnd: beginAnew(because: "a page was not sent")
        case .neverWillBe: end(.empty, "the repository has no such list")
        case .throttled:
            end(.unread, "asked too often")
            return "asked too often"
        case .refused(let reason), .broken(let reason): end(.unread, reason)
        }
        return nil
    }

    private mutating func add(_ reading: SourceReading) {
        guard let count = reading.notes["total"].flatMap({ Int64($0) }) else {
            return end(.partial, "a page says no count")
        }
        if let total, count < total { return beginAnew(because: "filings went while it was read") }
        total = count
        refusals += reading.refusals.count
        for finding in reading.findings {
            if case .filingListed = finding.event.event { filings.insert(finding.event.id) }
        }
        if let days, let oldest = reading.notes["firstDay"].flatMap({ CivilDay($0) }),
            oldest < days.lowerBound
        {
            return end(refusals == 0 ? .complete : .partial, refusalsReason)
        }
        guard let next = reading.notes["next"] else { return endOfList(count) }
        guard let url = here(next) else {
            return end(.partial, "a link leads to another host: \(next)")
        }
        // A link that leads nowhere new would be followed for ever.
        guard Int64(number) * Int64(Self.rowsPerPage) < count + Int64(10 * Self.rowsPerPage) else {
            return end(.partial, "more pages than the count says")
        }
        number += 1
        request = page(url)
    }

    private mutating func endOfList(_ count: Int64) {
        if refusals > 0 { return end(.partial, refusalsReason) }
        guard filings.count >= count else {
            return beginAnew(because: "\(filings.count) of \(count) filings were found")
        }
        hasAll = entity != nil
        end(count == 0 ? .empty : .complete, nil)
    }

    private var refusalsReason: String? {
        refusals == 0 ? nil : "\(refusals) rows were refused"
    }

    /// The same page at the server that is asked; `nil` when the link leads elsewhere.
    private func here(_ link: String) -> String? {
        if link.hasPrefix("/") { return server + link }
        for base in [server, Self.host] where link.hasPrefix(base + "/") {
            return server + link.dropFirst(base.count)
        }
        return nil
    }

    private mutating func end(_ state: RunCoverage.State, _ reason: String?) {
        request = nil
        outcome = (state, reason)
    }

    private mutating func beginAnew(because reason: String) {
        if rounds == Self.mostRounds { return end(.partial, reason) }
        (rounds, number, total, filings, refusals) = (rounds + 1, 1, nil, [], 0)
        request = first
    }

    /// - Parameter reason: Why it was not read, if it was not.
    func coverage(otherwise reason: String) -> [RunCoverage] {
        let (state, reason) = outcome ?? (.unread, reason)
        if let entity {
            let isGap = state != .complete && state != .empty
            return [
                RunCoverage(
                    unit: entity.unit, state: state, reason: reason,
                    repair: isGap ? "xbrl-filings --company \(entity.text)" : nil)
            ]
        }
        guard let days else { return [] }
        return days.all.map { day in
            if state == .complete || state == .empty {
                guard day >= today else { return RunCoverage(unit: day.text, state: .complete) }
                return RunCoverage(
                    unit: day.text, state: .pending, reason: "the day was not over",
                    repair: "xbrl-filings --day \(day)")
            }
            return RunCoverage(
                unit: day.text, state: state, reason: reason,
                repair: "xbrl-filings --day \(day)")
        }
    }
}
