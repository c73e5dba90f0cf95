import Filings

/// The lists of a run that several documents make up: a company's file with its overflow pages.
struct ListingBook {
    struct Entry {
        var listing: SourceReading.Listing
        /// By the documents' stems; one that is read again takes its earlier place.
        fileprivate var rows: [String: ListedRows] = [:]
        /// Stems of the documents that make up the list, with the rows that each is said to have.
        fileprivate var needed: [String: Int64?] = [:]
        fileprivate var days: Set<CivilDay?> = []
        /// A document of it was late, or had refused rows.
        fileprivate var isDamaged = false

        /// The day for which all documents spoke.
        var observedOn: CivilDay? { days.count == 1 ? days.first ?? nil : nil }

        /// Whether files that were read are all of the list, of one day, and as long as they should
        /// be: pages are cut anew from time to time.
        fileprivate var isWhole: Bool {
            days.count == 1 && !needed.isEmpty
                && needed.allSatisfy { stem, count in
                    rows[stem].map { $0.count == count ?? $0.count } ?? false
                }
        }

        func allRows(before: Set<UInt64>) -> ListedRows {
            var all = ListedRows(before: before)
            for stem in rows.keys.sorted() { rows[stem].map { all.formUnion($0) } }
            return all
        }
    }

    private var entries: [String: Entry] = [:]

    mutating func add(
        _ rows: ListedRows, of listing: SourceReading.Listing, document: SourceDocument,
        furtherParts: [SourceReading.FurtherPart], isSound: Bool
    ) {
        var entry = entries[listing.name] ?? Entry(listing: listing)
        entry.rows[document.stem] = rows
        entry.days.insert(document.observedOn)
        if !furtherParts.isEmpty {
            entry.needed = [document.stem: nil]
            for part in furtherParts {
                let stem = SourceDocument(name: part.name, bytes: []).stem
                entry.needed[stem] = .some(part.filings)
            }
        }
        if !isSound { entry.isDamaged = true }
        entries[listing.name] = entry
    }

    /// The lists that are there whole.
    ///
    /// - Parameter walk: Those of which a walk says that it read all; `nil`: files were read.
    func whole(saidBy walk: [String]?) -> [Entry] {
        entries.values.filter { entry in
            !entry.isDamaged && (walk?.contains(entry.listing.name) ?? entry.isWhole)
        }
        .sorted { $0.listing.name < $1.listing.name }
    }
}
