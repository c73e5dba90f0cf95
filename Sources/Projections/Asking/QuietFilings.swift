import EventStorage
import Filings

/// A company's events without those filings of which no later event tells.
///
/// Nine tenths of a stream are filings that are listed once and never spoken of again. Whether one
/// of them was public on a day its row in a table says as well as its event, so only the others are
/// read from the log and folded.
struct QuietFilings {
    /// All but the listings of quiet filings, in their order.
    let events: [RecordedEvent]
    /// The keys of the filings that are not quiet.
    let loud: [String]

    /// - Parameter projections: Those that will be asked.
    /// - Throws: As ``ReadModels/published(_:at:asOf:by:)`` does.
    init(
        of company: StreamName, at position: Int64?, by projections: [any Projection],
        in models: ReadModels
    ) async throws(EventStoreError) {
        let later = try await models.readable(
            company, at: position, by: projections, leavingOut: FilingListed.type)
        var ids: Set<String> = []
        for event in later {
            if let filing = event.event.filingReference?.filing { ids.insert(filing) }
        }
        loud = ids.sorted().map { "\(company.text) \($0)" }
        if ids.isEmpty {
            events = later
            return
        }
        let listings = try await models.store.events(
            in: company, withIDs: ids.sorted(), through: position)
        events = (listings + later).sorted { $0.position < $1.position }
    }
}
