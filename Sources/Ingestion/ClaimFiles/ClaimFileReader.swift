import CanonicalJSON
import Filings

/// Turns the documents of one file into events, or into a list of what is wrong with them.
struct ClaimFileReader {
    var problems: FileProblems
    /// What the file's `sources` say, by id; `published` is still inside.
    private(set) var sources: [String: JSONObject] = [:]
    private(set) var streams: [StreamEvents] = []
    private var streamIndexes: [StreamName: Int] = [:]
    /// The line of every source key and source id.
    private var lines: [String: Int] = [:]

    init(problems: FileProblems) { self.problems = problems }

    /// Reads shared blocks first, wherever they stand.
    mutating func read(_ documents: [FileNode]) {
        let parts = documents.flatMap(FilePart.parts)
        for part in parts { addSources(of: part) }
        for part in parts { addCompanies(of: part) }
        for part in parts { addClaims(of: part) }
        if streams.isEmpty, sources.isEmpty, problems.errors.isEmpty {
            problems.add(.empty, field: "", line: 1)
        }
    }

    /// Adds an event to its stream, unless its source key has been there.
    mutating func add(_ event: NewEvent, to stream: StreamName, path: String, line: Int) {
        guard isFirst(event.id, shownAs: event.id, path: path, line: line) else { return }
        if let index = streamIndexes[stream] {
            streams[index].events.append(event)
        } else {
            streamIndexes[stream] = streams.count
            streams.append(StreamEvents(stream: stream, events: [event]))
        }
    }

    private mutating func isFirst(
        _ key: String, shownAs name: String, path: String, line: Int
    ) -> Bool {
        if let first = lines[key] {
            problems.add(.repeated(name, firstLine: first), field: path, line: line)
            return false
        }
        lines[key] = line
        return true
    }

    // MARK: Shared blocks

    private mutating func addSources(of part: FilePart) {
        guard case .block(let block) = part else { return }
        FilePart.checkFields(of: block, &problems)
        guard let node = block["sources"] else { return }
        for (id, path, source) in FilePart.sources(in: node, &problems) {
            let isNew = isFirst("source:" + id, shownAs: id, path: path, line: source.line)
            let rule = FieldRule.object(ClaimRules.source, textAs: "url")
            guard isNew, var object = rule.read(source, path, &problems)?.objectValue else {
                continue
            }
            object["id"] = JSONValue.string(id)
            sources[id] = object
        }
    }

    private mutating func addCompanies(of part: FilePart) {
        guard case .block(let block) = part else { return }
        if let node = block["company"], node.fields != nil {
            addCompany(node, path: "company")
        }
        guard let node = block["companies"] else { return }
        for (path, company) in FilePart.elements(of: node, path: "companies") {
            addCompany(company, path: path)
        }
    }

    private mutating func addClaims(of part: FilePart) {
        switch part {
        case .claim(let node): addClaim(node, path: "", company: nil)
        case .block(let block):
            let company = block["company"].flatMap { $0.text ?? $0["key"]?.text }
            guard let node = block["claims"] else { return }
            for (path, claim) in FilePart.elements(of: node, path: "claims") {
                addClaim(claim, path: path, company: company)
            }
        }
    }
}
