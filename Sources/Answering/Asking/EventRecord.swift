import CanonicalJSON
import Filings
import Rendering

extension Record {
    /// An event with the fields of its entry.
    /// The fields of an event's record.
    public static let eventFields: [Field] = [
        Field("position", .number), "recordedAt", "company", Field("version", .number), "type",
        Field("title", .text), "id", Field("publishedAt", detail: true),
        Field("recordedBy", detail: true), Field("source", detail: true),
        Field("data", .text, detail: true),
    ]

    public init(_ event: RecordedEvent) {
        self = [
            "position": .integer(event.position), "recordedAt": .string(event.recordedAt.text),
            "company": .string(Self.owner(of: event.stream)),
            "version": .integer(event.version), "type": .string(event.event.type),
            "title": .string(event.event.title), "id": .string(event.id),
            "recordedBy": .string(event.recordedBy), "source": .string(event.source),
            "data": .object(event.event.data),
        ]
        if let time = event.publishedAt { self["publishedAt"] = .string(time.text) }
    }

    /// A company's key, else the stream's whole name.
    private static func owner(of stream: StreamName) -> String {
        stream.text.hasPrefix("company-") ? stream.companyKey : stream.text
    }
}

extension FilingEvent {
    /// One line for people.
    public var title: String {
        switch self {
        case .companyNamed(let named): "\(named.kind.rawValue) name: \(named.name)"
        case .companyIdentified(let identified): "\(identified.scheme) \(identified.value)"
        case .companyDescribed: "description"
        case .filingListed(let filing):
            "\(filing.form) filed \(filing.filedOn.text)" + (filing.title.map { ": \($0)" } ?? "")
        case .filingDetailed(let detailed):
            "\(detailed.reference.title): \(detailed.added.members.map(\.name).joined(separator: ", "))"
                + " added"
        case .filingCorrected(let corrected):
            "\(corrected.reference.title): "
                + corrected.changes.map(\.field).joined(separator: ", ") + " corrected"
        case .filingDelisted(let delisted): "\(delisted.reference.title): no longer listed"
        case .filingRelisted(let relisted): "\(relisted.reference.title): listed again"
        case .runFinished(let run):
            "\(run.source) run: \(run.outcome.rawValue), \(run.counts.appended) appended"
        case .claimAsserted(let claim): claim.title
        case .claimRevised(let revision): revision.title
        case .projectionSkipped(let skipped):
            "\(skipped.projection) passes over position \(skipped.position)"
        case .logAccessed(let accessed):
            "\(accessed.what.rawValue) of \(accessed.subject) taken, up to #\(accessed.through)"
                + (accessed.purpose.map { ": \($0)" } ?? "")
        case .partAttached(let part):
            "\(part.name), \(part.bytes) bytes, attached to \(part.subject)"
        case .partErased(let part): "\(part.name) of \(part.subject) erased: \(part.reason)"
        case .logReopened(let log):
            "the log goes on as \(log.origin) and no longer as \(log.formerOrigin): \(log.reason)"
        case .unknown(let type, _): type
        }
    }
}

extension ClaimRevision {
    fileprivate var title: String {
        let fields = changes.map(\.field).joined(separator: ", ")
        return "\(claim.id) \(kind)\(fields.isEmpty ? "" : " in \(fields)"): \(reason)"
    }
}

extension FilingReference {
    fileprivate var title: String { "\(form) \(accession)" }
}
