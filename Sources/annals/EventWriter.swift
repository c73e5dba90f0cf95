import CanonicalJSON
import Filings
import Rendering

/// Prints events as they come where the format allows it, else together at the end.
final class EventWriter {
    private let output: OutputOptions
    private var basis: JSONObject
    private var waiting: [Record] = []
    private var headerIsWritten = false

    init(output: OutputOptions, basis: JSONObject) {
        self.output = output
        self.basis = basis
    }

    static let fields: [Field] = [
        Field("position", .number), "recordedAt", "company", Field("version", .number), "type",
        Field("title", .text), "id", Field("publishedAt", detail: true),
        Field("recordedBy", detail: true), Field("source", detail: true),
        Field("data", .text, detail: true),
    ]

    func write(_ event: RecordedEvent) throws {
        waiting.append(Record(event))
        // A follower gets beyond where the log ended when it began.
        if event.position > basis["position"]?.integerValue ?? 0 {
            basis["position"] = .integer(event.position)
        }
        if waiting.count >= 1_000, output.chosenFormat != .json, output.chosenFormat != .table {
            try flush()
        }
    }

    /// Prints what waits. A table gets its header once for each flush.
    func flush() throws {
        if waiting.isEmpty { return }
        let set = try output.selected(
            RecordSet(fields: Self.fields, records: waiting, basis: basis))
        waiting.removeAll(keepingCapacity: true)
        var text = set.text(as: output.chosenFormat, options: output.rendering)
        let hasHeader = [.csv, .tsv, .markdown].contains(output.chosenFormat)
        if hasHeader, headerIsWritten {
            let lines = output.chosenFormat == .markdown ? 2 : 1
            for _ in 0..<lines {
                text = String(text.drop { $0 != "\n" && $0 != "\r\n" }.dropFirst())
            }
        }
        headerIsWritten = true
        StandardOutput.write(text)
        StandardOutput.flush()
    }

    func finish() throws {
        if waiting.isEmpty, headerIsWritten { return }
        let set = try output.selected(
            RecordSet(fields: Self.fields, records: waiting, basis: basis))
        if output.chosenFormat == .table {
            output.page(set.text(as: .table, options: output.rendering))
            StandardOutput.flush()
        } else if waiting.isEmpty {
            StandardOutput.write(set.text(as: output.chosenFormat, options: output.rendering))
            StandardOutput.flush()
        } else {
            try flush()
        }
    }
}

extension Record {
    /// An event with the fields of its entry.
    init(_ event: RecordedEvent) {
        self = [
            "position": .integer(event.position), "recordedAt": .string(event.recordedAt.text),
            "company": .string(event.stream.text.dropping("company-")),
            "version": .integer(event.version), "type": .string(event.event.type),
            "title": .string(event.event.title), "id": .string(event.id),
            "recordedBy": .string(event.recordedBy), "source": .string(event.source),
            "data": .object(event.event.data),
        ]
        if let time = event.publishedAt { self["publishedAt"] = .string(time.text) }
    }
}

extension String {
    fileprivate func dropping(_ prefix: String) -> String {
        hasPrefix(prefix) ? String(dropFirst(prefix.count)) : self
    }
}

extension FilingEvent {
    /// One line for people.
    var title: String {
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
