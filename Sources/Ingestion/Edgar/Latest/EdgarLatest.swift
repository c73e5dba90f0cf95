import Compression
import Filings

/// The SEC's feed of the filings it accepted last, about one business day of them.
///
/// Source: <https://www.sec.gov/cgi-bin/browse-edgar?action=getcurrent>, in Atom. An entry is a
/// filing under one filer in one role, so that a filing has several; pages move while they are
/// read, so that entries repeat. The feed finds news within minutes and proves nothing: which days
/// are whole is for the daily index to say.
public struct EdgarLatest: FilingSource {
    public let name = "edgar-latest"

    public init() {}

    /// A page as it is saved: `getcurrent….atom`, `start-0100.atom.gz`.
    public func reads(fileNamed name: String) -> Bool {
        let file = name.split(separator: "/").last ?? ""
        return [".atom", ".atom.gz"].contains { file.hasSuffix($0) }
            && ["getcurrent", "start-", "count"].contains { file.hasPrefix($0) }
    }

    /// - Returns: One finding per filing, filer and form, the oldest first. Its notes have the
    ///   instants `newest` and `oldest`, and how many `entries` the page has.
    public func read(_ document: SourceDocument) throws(SourceError) -> SourceReading {
        let feed = try AtomFeed.read(document.plainBytes(), of: document.name)
        guard feed.id.contains("action=getcurrent") else {
            throw .wrongKind(
                document: document.name, expected: "the feed of the latest filings",
                found: "the feed \(feed.id)")
        }
        var reading = SourceReading()
        var found: [(place: SourcePlace, entry: LatestEntry)] = []
        var indexes: [String: Int] = [:]
        for (number, entry) in feed.entries.enumerated() {
            let place = SourcePlace(document: document.name, part: "entry \(number + 1)")
            do throws(LatestEntry.Misfit) {
                let entry = try LatestEntry(entry, reader: name)
                if let index = indexes[entry.key] {
                    try found[index].entry.merge(entry)
                } else {
                    indexes[entry.key] = found.count
                    found.append((place, entry))
                }
            } catch {
                reading.refusals.append(SourceReading.Refusal(place: place, reason: error.reason))
            }
        }
        reading.findings = found.reversed().map { $0.entry.finding(at: $0.place) }
        let instants = feed.entries.compactMap { Instant($0.updated) }
        reading.notes["entries"] = String(feed.entries.count)
        reading.notes["newest"] = instants.max()?.text
        reading.notes["oldest"] = instants.min()?.text
        return reading
    }
}
