import CanonicalJSON
import EventStorage
import Filings

/// A filing's record brought up to the later events of the filing, from itself alone.
extension JSONObject {
    /// Takes what a later event says of the filing; other events change nothing.
    ///
    /// The record shows what is in force. Its position, id and recorded time stay those of the
    /// listing; ``corrected`` keeps every value that was replaced. A filing that its register
    /// dropped stays, with `listed` false and the day.
    mutating func follow(_ recorded: RecordedEvent) {
        switch recorded.event {
        case .filingDetailed(let detailed):
            for member in detailed.added { take(member.value, as: member.name) }
            if let time = recorded.publishedAt {
                self["publishedAt"] = .string(time.text)
                self["acceptedAt"] = .string(time.text)
            }
        case .filingCorrected(let corrected):
            var list = self["corrected"]?.arrayValue ?? []
            for change in corrected.changes {
                take(change.new, as: change.field)
                var entry: JSONObject = ["field": .string(change.field)]
                entry["new"] = change.new
                entry["old"] = change.old
                entry["position"] = .integer(recorded.position)
                list.append(.object(entry))
            }
            self["corrected"] = .array(list)
        case .filingDelisted(let delisted):
            self["listed"] = false
            self["state"] = .string(ListingState.delisted)
            self["delistedOn"] = .string(recorded.day(of: delisted.reference))
            self["relistedOn"] = nil
            return
        case .filingRelisted(let relisted):
            self["listed"] = true
            self["state"] = .string(ListingState.relisted)
            self["delistedOn"] = nil
            self["relistedOn"] = .string(recorded.day(of: relisted.reference))
            return
        default: return
        }
        if self["titleBy"] == nil { self["title"] = .string(computedTitle) }
    }

    /// Members of ``FilingListed`` that a record shows under their own names. What the others say
    /// is in the events: `annals show` has it.
    private static let shown: Set = [
        "acceptedClock", "category", "fileNumber", "filedOn", "form", "items", "periodOfReport",
        "primaryDocDescription", "register", "roles",
    ]

    private mutating func take(_ value: JSONValue?, as field: String) {
        switch field {
        case "title":
            self["title"] = value ?? ""
            self["titleBy"] = value == nil ? nil : "register"
        case "items": self[field] = value ?? []
        case "form", "register": if let value { self[field] = value }
        case "filedOn":
            guard let day = value?.stringValue.flatMap({ CivilDay($0) }) else { return }
            if releasedDay == nil { self["publishedOn"] = .string(day.text) }
            self["filedOn"] = .string(day.text)
            self["date"] = UncertainDate(day: day).json
        case "details.releasedOn":
            // Kept from the public until then, whatever its acceptance says.
            guard let day = value?.stringValue.flatMap({ CivilDay($0) }) else { return }
            self["publishedOn"] = .string(day.text)
            self["publishedAt"] = nil
        default: if Self.shown.contains(field) { self[field] = value }
        }
    }

    private var computedTitle: String {
        var filing = FilingListed(
            filer: "", accession: "", form: self["form"]?.stringValue ?? "", filedOn: filedOn)
        filing.items = self["items"]?.arrayValue?.compactMap(\.stringValue) ?? []
        filing.primaryDocDescription = self["primaryDocDescription"]?.stringValue
        return filing.shownTitle
    }

    /// The day in force; every record of a filing has one.
    var filedOn: CivilDay {
        self["filedOn"]?.stringValue.flatMap { CivilDay($0) } ?? CivilDay(daysSinceEpoch: 0)
    }

    /// The day of the time at which the register made it public, in UTC; `nil`: unknown.
    var publishedDay: CivilDay? {
        self["publishedAt"]?.stringValue.flatMap { Instant($0) }?.day
    }

    /// The day before which a filing was kept from the public: see ``FilingListed/releasedOn``.
    var releasedDay: CivilDay? {
        guard publishedDay == nil,
            let day = self["publishedOn"]?.stringValue.flatMap({ CivilDay($0) }),
            day > filedOn
        else { return nil }
        return day
    }
}

extension RecordedEvent {
    /// The day for which the source says so, else the day on which we recorded it.
    fileprivate func day(of reference: FilingReference) -> String {
        (reference.observedOn ?? recordedAt.day).text
    }
}

extension FilingEvent {
    /// The filing that a later event of one speaks of.
    var filingReference: FilingReference? {
        switch self {
        case .filingDetailed(let detailed): detailed.reference
        case .filingCorrected(let corrected): corrected.reference
        case .filingDelisted(let delisted): delisted.reference
        case .filingRelisted(let relisted): relisted.reference
        default: nil
        }
    }
}
