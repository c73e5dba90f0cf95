import CanonicalJSON
import Filings

/// When a stream's filings became public, as all of its events tell it.
///
/// When something became public is not itself a fact that was public on a day: a register's word of
/// today that it kept a letter back until June says that in May nobody could read it.
struct FilingPublications {
    private struct Known {
        var publishedOn: CivilDay?
        var releasedOn: CivilDay?
    }

    /// By the source key of the listing.
    private var filings: [String: Known] = [:]

    init(_ events: [RecordedEvent]) {
        for recorded in events {
            switch recorded.event {
            case .filingListed(let filing):
                filings[recorded.id] = Known(
                    publishedOn: recorded.publishedAt?.day, releasedOn: filing.releasedOn)
            case .filingDetailed(let detailed):
                let filing = detailed.reference.filing
                release(filing, on: detailed.added[Self.release])
                if let day = recorded.publishedAt?.day { filings[filing]?.publishedOn = day }
            case .filingCorrected(let corrected):
                for change in corrected.changes where change.field == Self.release {
                    release(corrected.reference.filing, on: change.new)
                }
            default: break
            }
        }
    }

    private static let release = FilingListed.detailPrefix + "releasedOn"

    /// Kept from the public until then, whatever its acceptance says.
    private mutating func release(_ filing: String, on value: JSONValue?) {
        guard let day = value?.stringValue.flatMap({ CivilDay($0) }), filings[filing] != nil else {
            return
        }
        filings[filing] = Known(publishedOn: nil, releasedOn: day)
    }

    /// When a listing became public; `nil` for other events.
    func days(of recorded: RecordedEvent) -> PublicDays? {
        guard case .filingListed(let filing) = recorded.event, let known = filings[recorded.id]
        else {
            return nil
        }
        return PublicDays(
            filedOn: filing.filedOn, publishedOn: known.publishedOn, releasedOn: known.releasedOn)
    }
}
