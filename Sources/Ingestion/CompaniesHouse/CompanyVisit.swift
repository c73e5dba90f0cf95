import Filings

/// Reads one company: its profile, then its filing history, page by page.
///
/// Pages shift while they are walked, as filings come in and are removed. So each page begins with
/// the last row of the one before: when that row is another one, when the total differs, or when
/// the rows are not as many as the total says, the walk begins anew.
struct CompanyVisit: Equatable {
    enum Step: Equatable {
        case profile
        case page(start: Int64)
        case done
    }

    let company: UKCompany
    private(set) var step = Step.profile
    /// `nil` until the visit has come to an end.
    private(set) var coverage: RunCoverage?
    private var round = Round()
    private var rounds = 1
    private var profileProblem: String?

    /// One walk from the first page on.
    private struct Round: Equatable {
        var total: String?
        var last: String?
        var transactions: Set<String> = []
        var refusals = 0
    }

    /// How often the pages are walked before they are left as they are.
    static let mostRounds = 3

    init(_ company: UKCompany) { self.company = company }

    func request(at address: CompaniesHouseAddress) -> SourceRequest? {
        switch step {
        case .profile: address.profile(of: company)
        case .page(let start): address.page(of: company, from: start)
        case .done: nil
        }
    }

    /// - Returns: A reason to ask the register for nothing more, where there is one.
    mutating func take(_ page: WalkedPage) -> String? {
        switch page.answer {
        case .content, .unchanged: takeContent(page)
        case .notThereYet, .neverWillBe, .pastTheEnd: takeNothing()
        case .throttled:
            end(.unread, "asked too often")
            return "asked too often"
        case .refused(let reason):
            end(.unread, reason)
            return reason
        case .broken(let reason): end(.unread, reason)
        }
        return nil
    }

    /// The company, when nobody got to it.
    func unread(_ reason: String) -> RunCoverage {
        RunCoverage(unit: company.unit, state: .unread, reason: reason, repair: repair)
    }

    private var repair: String { "companies-house --company \(company.number)" }

    private mutating func takeContent(_ page: WalkedPage) {
        switch step {
        case .profile:
            profileProblem =
                page.failure?.description
                ?? page.reading?.refusals.first.map { "of the profile, \($0.place.part) refused" }
            step = .page(start: 0)
        case .page(let start):
            if let reading = page.reading {
                add(reading, from: start)
            } else if page.answer == .unchanged {
                beginAnew(because: "a page was not sent again")
            } else {
                end(.partial, page.failure?.description ?? "a page could not be taken")
            }
        case .done: break
        }
    }

    private mutating func add(_ page: SourceReading, from start: Int64) {
        let notes = page.notes
        guard let total = notes["total"], let whole = Int64(total),
            let count = notes["count"].flatMap({ Int64($0) })
        else { return end(.partial, "a page says no total_count") }
        let follows = round.last == nil || round.last == notes["newest"]
        guard notes["start"] == String(start), round.total == nil || round.total == total, follows
        else { return beginAnew(because: "filings came in or went while it was read") }
        round.total = total
        round.last = notes["oldest"]
        round.refusals += page.refusals.count
        for finding in page.findings { round.transactions.insert(finding.event.id) }
        if start + count < whole {
            // Without a second row the next page would be this one again.
            guard count > 1 else { return end(.partial, "a page has fewer rows than it should") }
            step = .page(start: start + count - 1)
        } else if round.refusals > 0 {
            end(.partial, "\(round.refusals) rows were refused")
        } else if round.transactions.count != Int(whole) {
            beginAnew(because: "\(round.transactions.count) of \(whole) filings were found")
        } else if notes["status"]?.hasPrefix("filing-history-available") != true {
            end(.empty, notes["status"] ?? "no filing history")
        } else if let profileProblem {
            end(.partial, profileProblem, allFilings: true)
        } else {
            end(.complete, allFilings: true)
        }
    }

    private mutating func takeNothing() {
        switch step {
        case .profile: end(.empty, "the register has no such company")
        case .page(start: 0): end(.empty, "the register has no filing history of it")
        case .page: beginAnew(because: "a page was gone when asked for")
        case .done: break
        }
    }

    /// Whether every page was read, with no filing in or out in between.
    private(set) var hasAllFilings = false

    private mutating func end(
        _ state: RunCoverage.State, _ reason: String? = nil, allFilings: Bool = false
    ) {
        step = .done
        hasAllFilings = allFilings
        let isGap = state != .complete && state != .empty
        coverage = RunCoverage(
            unit: company.unit, state: state, reason: reason, repair: isGap ? repair : nil)
    }

    private mutating func beginAnew(because reason: String) {
        if rounds == Self.mostRounds { return end(.partial, reason) }
        rounds += 1
        round = Round()
        step = .page(start: 0)
    }
}
