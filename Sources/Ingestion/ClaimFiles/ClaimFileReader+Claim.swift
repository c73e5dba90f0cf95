import CanonicalJSON
import Filings

/// From one claim of a file to its event.
extension ClaimFileReader {
    /// - Parameter company: The company of the claim's block, for a claim that names none.
    mutating func addClaim(_ node: FileNode, path: String, company: String?) {
        let before = problems.errors.count
        let date = FieldRule.date(published: publication(of: node))
        let rule = ClaimRules.claim.replacing("date", with: date)
        guard var data = rule.read(node, path, &problems) else { return }
        data["company"] = data["company"] ?? company.map { JSONValue.string($0) }
        if data["company"] == nil, node["company"] == nil {
            problems.add(
                .missing, field: path.isEmpty ? "company" : path + ".company", line: node.line)
        }
        let sourceInstant = resolveSource(in: &data, of: node, path: path)
        let instant = node["publishedAt"]?.text ?? sourceInstant
        completeMilestone(in: &data, of: node, path: path)
        guard problems.errors.count == before else { return }
        let publishedAt = instant.flatMap { Instant($0) }
        let isItsOwn = node["publishedAt"] != nil && node["publishedOn"] == nil
        if let instant, let publishedAt, isItsOwn || data["publishedOn"] == nil {
            data["publishedOn"] = FieldRule.publishedOn(instant, at: publishedAt).json
        }
        add(data, publishedAt: publishedAt, of: node, path: path)
    }

    /// When the source of a claim was published, as far as its file tells; problems come later.
    private func publication(of node: FileNode) -> Publication? {
        let source = node["source"]
        let id = source?.text ?? source?["id"]?.text
        var unheard = FileProblems(file: "")
        let own = source?["published"].flatMap {
            FieldRule.publication.read($0, "", &unheard)?["publishedOn"]
        }
        let shared = id.flatMap { sources[$0]?["published"]?["publishedOn"] }
        guard let json = own ?? shared, let date = try? UncertainDate(json: json) else {
            return nil
        }
        return id.map { Publication(date, of: $0) }
            ?? Publication(earliest: date.earliest, latest: date.latest)
    }

    private mutating func add(
        _ written: JSONObject, publishedAt: Instant?, of node: FileNode, path: String
    ) {
        var data = written
        data["claim"] = written["claim"] ?? written["id"] ?? .string("")
        data["state"] = written["state"] ?? .string(ClaimState.asserted.text)
        do {
            var claim = try Claim(data: data)
            if claim.id.isEmpty {
                claim.id = Slug.claimID(
                    kind: claim.kind.text, title: claim.title, source: claim.source)
            }
            guard let stream = StreamName(company: claim.company) else { return }
            let event = NewEvent(
                id: ClaimRevision.id(of: claim.id, of: claim.company, number: 1),
                source: claim.source.uri,
                publishedAt: publishedAt, event: .claimAsserted(claim),
                tags: ["claim:\(claim.id)"]
                    + [claim.milestone.map { "milestone:\($0.key)" }].compactMap(\.self))
            add(event, to: stream, path: path, line: node.line)
        } catch {
            let place = path.isEmpty ? error.field : path + "." + error.field
            problems.add(error.reason, field: place, line: node.line(of: error.field))
        }
    }

    /// Puts the shared source under the claim's own words, and its dates into the claim.
    ///
    /// - Returns: The instant of publication as written, where the source has one.
    private mutating func resolveSource(
        in data: inout JSONObject, of node: FileNode, path: String
    ) -> String? {
        guard var source = data["source"]?.objectValue, let written = node["source"] else {
            return nil
        }
        if let shared = source["id"]?.stringValue.flatMap({ sources[$0] }) {
            source = JSONObject((Array(shared) + Array(source)).map { ($0.name, $0.value) })
        } else if let reference = written.text {
            source = unshared(reference, path: path, line: written.line)
        }
        if ["title", "url", "publisher", "id"].allSatisfy({ source[$0] == nil }) {
            problems.add(
                .wrongShape(expected: "a source with a title, a publisher or a url"),
                field: path.isEmpty ? "source" : path + ".source", line: written.line)
        }
        source["quote"] = data["quote"] ?? source["quote"]
        let publication = source["published"]
        source["published"] = nil
        data["quote"] = nil
        data["publishedOn"] = data["publishedOn"] ?? publication?["publishedOn"]
        data["source"] = .object(source)
        return publication?["publishedAt"]?.stringValue
    }

    /// A source that is written as a text and is not in the file's `sources`: a URL, or a title
    /// when the file has no `sources` at all.
    mutating func unshared(_ reference: String, path: String, line: Int) -> JSONObject {
        if reference.contains("://") || reference.hasPrefix("urn:") {
            return ["url": .string(reference)]
        }
        if !sources.isEmpty {
            let known = sources.keys.sorted()
            let meant = Spelling.nearest(to: reference, among: known)
            problems.add(
                .unknownWord(reference, meant: meant, known: known),
                field: path.isEmpty ? "source" : path + ".source", line: line)
        }
        return ["title": .string(reference)]
    }

    /// A milestone without a phase takes it from the claim's state.
    private mutating func completeMilestone(
        in data: inout JSONObject, of node: FileNode, path: String
    ) {
        guard var milestone = data["milestone"]?.objectValue, milestone["phase"] == nil else {
            return
        }
        let state = data["state"]?.stringValue.map { ClaimState(stored: $0) }
        guard let phase = state?.milestonePhase else {
            problems.add(
                .missing, field: path.isEmpty ? "milestone.phase" : path + ".milestone.phase",
                line: node["milestone"]?.line ?? node.line)
            return
        }
        milestone["phase"] = .string(phase.rawValue)
        data["milestone"] = .object(milestone)
    }
}

extension ClaimState {
    /// What a claim in this state says about its milestone; `nil` when that is not plain.
    var milestonePhase: MilestonePhase? {
        switch self {
        case .planned: .planned
        case .required: .required
        case .replanned: .replanned
        case .reached, .completed, .started: .reached
        case .cancelled: .cancelled
        case .absent: .notReported
        default: nil
        }
    }
}

extension ClaimSource {
    /// The URI that the entry names as its source.
    public var uri: String {
        if let url { return Slug.uri(url) }
        return Slug.uri("urn:annals:source:" + (id ?? title ?? publisher ?? "unnamed"))
    }
}

extension EventDataError {
    fileprivate var field: String {
        switch self {
        case .missing(_, let field), .malformed(_, let field, _): field
        }
    }

    fileprivate var reason: ClaimFileError.Reason {
        switch self {
        case .missing: .missing
        case .malformed(_, _, let value): .unreadable(value, why: "it does not fit here")
        }
    }
}
