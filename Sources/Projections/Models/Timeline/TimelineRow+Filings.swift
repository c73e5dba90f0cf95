import CanonicalJSON
import EventStorage
import Filings

/// A filing's line, brought up to the later events of the filing from itself alone: what
/// ``JSONObject/follow(_:)`` does to the record.
extension Timeline.Row {
    init(_ filing: FilingListed, in recorded: RecordedEvent) {
        position = recorded.position
        company = recorded.stream.text
        kind = "filing"
        state = ListingState.filed
        // A register is a primary source for what it lists.
        tier = "P"
        form = filing.form
        items = Self.joined(filing.items)
        description = filing.primaryDocDescription
        title = filing.title
        isPlain = false
        place(
            on: filing.filedOn, publishedOn: recorded.publishedAt?.day,
            releasedOn: filing.releasedOn)
    }

    /// Takes what a later event says of the filing; other events change nothing.
    mutating func follow(_ recorded: RecordedEvent) {
        switch recorded.event {
        case .filingDetailed(let detailed):
            for member in detailed.added { take(member.value, as: member.name) }
            if let day = recorded.publishedAt?.day {
                place(on: filedOn, publishedOn: day, releasedOn: nil)
            }
        case .filingCorrected(let corrected):
            for change in corrected.changes { take(change.new, as: change.field) }
        case .filingDelisted: state = ListingState.delisted
        case .filingRelisted: state = ListingState.relisted
        default: break
        }
    }

    private mutating func take(_ value: JSONValue?, as field: String) {
        switch field {
        case "title": title = value.map { $0.stringValue ?? "" }
        case "items": items = Self.joined(value?.arrayValue?.compactMap(\.stringValue) ?? [])
        case "primaryDocDescription": description = value?.stringValue
        case "form": if let value { form = value.stringValue ?? "" }
        case "filedOn":
            guard let day = value?.stringValue.flatMap({ CivilDay($0) }) else { return }
            place(on: day, publishedOn: publishedOn, releasedOn: releasedOn)
        case "details.releasedOn":
            // Kept from the public until then, whatever its acceptance says.
            guard let day = value?.stringValue.flatMap({ CivilDay($0) }) else { return }
            place(on: filedOn, publishedOn: nil, releasedOn: day)
        default: break
        }
    }

    /// The register's own date; every filing has one, and all of them are storable.
    private var filedOn: CivilDay { anchor ?? CivilDay(daysSinceEpoch: 0) }

    /// The day before which the filing was kept from the public.
    private var releasedOn: CivilDay? {
        guard publishedOn == nil, let publicFrom, publicFrom > filedOn else { return nil }
        return publicFrom
    }

    private mutating func place(
        on filedOn: CivilDay, publishedOn: CivilDay?, releasedOn: CivilDay?
    ) {
        anchor = filedOn.storable
        last = anchor
        isPlain = anchor != nil
        self.publishedOn = publishedOn?.storable
        let days = PublicDays(
            filedOn: filedOn, publishedOn: publishedOn, releasedOn: releasedOn)
        publicFrom = days.from.storable
        publicBy = days.by?.storable
    }

    /// What has a comma in it is no code, and would be two here.
    private static func joined(_ items: [String]) -> String? {
        if items.isEmpty { return nil }
        let codes = items.filter { !$0.utf8.contains(UInt8(ascii: ",")) }
        return codes.isEmpty ? nil : codes.joined(separator: ",")
    }

    /// What the line says: the record's title.
    var shownTitle: String {
        guard let form else { return title ?? "" }
        var filing = FilingListed(filer: "", accession: "", form: form, filedOn: filedOn)
        filing.items =
            items?.split(separator: ",", omittingEmptySubsequences: false).map { String($0) } ?? []
        filing.primaryDocDescription = description
        filing.title = title
        return filing.shownTitle
    }
}
