import EventStorage
import Filings

extension Ingester {
    /// Compares the lists that several documents made up with what they had before.
    ///
    /// - Parameter walk: Lists of which a walk says that all their parts were read; `nil`: files
    ///   were read.
    func settleListings(
        of run: inout DocumentRun, saidBy walk: [String]?
    ) async throws(Log.Failure) {
        for entry in run.book.whole(saidBy: walk) {
            let before = try await log.listing(named: entry.listing.name)
            if let last = before?.observedOn, entry.observedOn.map({ $0 < last }) ?? true {
                continue
            }
            // The rows' keys were left out where the list had them.
            let rows = entry.allRows(before: before?.rowHashes ?? [])
            if rows.count == 0 { continue }
            let outcome = try await Vanishing(
                log: log, source: run.source.name, observedOn: entry.observedOn
            ).outcome(of: entry.listing, rows: rows, before: before)
            var stored = rows.stored(
                as: entry.listing, after: before, readAt: now(), gone: outcome.gone)
            stored.observedOn = entry.observedOn
            let appended = try await log.append(
                outcome.parts, looksFirst: true, settling: SourceSettlement(listings: [stored]))
            // Another writer spoke of one of them meanwhile: the next run compares again.
            if !appended.conflicts.isEmpty { continue }
            run.report.delisted += outcome.delisted
            run.report.relisted += outcome.relisted
            for (type, count) in appended.appendedByType {
                run.report.appendedByType[type, default: 0] += count
            }
        }
    }
}
