import Filings

/// Reads the announcements of some days, page by page.
///
/// Pages shift while they are walked and rows with one time have no order, so rows come twice and
/// others not at all: the pages are walked again until as many announcements are known as the
/// register says there are. More than ``mostRows`` are not walked at once but split by days: the
/// register slows down on long lists.
struct CninfoSpan: Equatable {
    enum Outcome: Equatable {
        case ended(RunCoverage.State, String?)
        /// To be read as two halves instead.
        case tooLong
    }

    let days: ClosedRange<CivilDay>
    private(set) var outcome: Outcome?
    private(set) var page = 1
    private var rounds = 1
    private var found: Set<String> = []
    private var refusals: Set<String> = []

    static let mostRows: Int64 = 3_000
    static let mostRounds = 3

    init(_ days: ClosedRange<CivilDay>) { self.days = days }

    /// - Parameter reading: Of the page that was asked for.
    mutating func take(_ reading: SourceReading) {
        guard let total = reading.notes["total"].flatMap({ Int64($0) }),
            let count = reading.notes["count"].flatMap({ Int($0) })
        else { return end(.partial, "an answer says no totalAnnouncement") }
        if total > Self.mostRows, days.dayCount > 1, page == 1 {
            outcome = .tooLong
            return
        }
        found.formUnion(Self.rows(of: reading))
        refusals.formUnion(reading.refusals.map(\.description))
        let read = Int64(page) * Int64(CninfoAddress.rowsPerPage)
        if count > 0, read < total {
            page += 1
            return
        }
        if found.count + refusals.count >= total {
            guard refusals.isEmpty else {
                return end(.partial, "\(refusals.count) rows were refused")
            }
            return end(total == 0 ? .empty : .complete, nil)
        }
        if rounds == Self.mostRounds {
            return end(.partial, "\(found.count) of \(total) announcements were found")
        }
        (rounds, page) = (rounds + 1, 1)
    }

    /// A row that names several codes gives several filings and counts once for the register.
    private static func rows(of reading: SourceReading) -> some Sequence<String> {
        var rows: [SourcePlace: String] = [:]
        for finding in reading.findings {
            guard case .filingListed = finding.event.event else { continue }
            rows[finding.place, default: ""] += finding.event.id + " "
        }
        return rows.values
    }

    mutating func end(_ state: RunCoverage.State, _ reason: String?) {
        outcome = .ended(state, reason)
    }

    /// The halves by days, the first one first.
    var halves: [ClosedRange<CivilDay>] {
        let middle = days.lowerBound.adding(days: (days.dayCount - 1) / 2)
        return [days.lowerBound...middle, middle.adding(days: 1)...days.upperBound]
    }
}
