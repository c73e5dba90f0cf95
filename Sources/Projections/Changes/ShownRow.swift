import CanonicalJSON
import Filings

/// A row of a read model as a comparison of two moments shows it.
struct ShownRow: Equatable {
    let subject: Change.Subject
    let id: String
    let title: String
    /// What is compared; where and when it was recorded is not among it.
    let members: JSONObject

    /// What says where a record stands in the log and not what it is.
    private static let envelope: Set = [
        "position", "version", "company", "type", "id", "recordedAt", "recordedBy", "revision",
        "claim", "accession", "publicBy",
    ]

    init(_ subject: Change.Subject, id: String, title: String, members: JSONObject) {
        self.subject = subject
        self.id = id
        self.title = title
        self.members = members
    }

    /// Of a record as commands show it.
    init(_ subject: Change.Subject, id: String, record: JSONObject) {
        var members = JSONObject()
        for member in record where !Self.envelope.contains(member.name) {
            members[member.name] = member.value
        }
        self.init(
            subject, id: id, title: record["title"]?.stringValue ?? id, members: members)
    }

    /// The members in which two rows of one key differ; all of the one when the other is absent.
    static func fields(from old: ShownRow?, to new: ShownRow?) -> [Change.Field] {
        let (before, after) = (old?.members ?? [:], new?.members ?? [:])
        return before.namesDiffering(from: after).map { name in
            Change.Field(name: name, old: before[name], new: after[name])
        }
    }
}

/// A read model in which a comparison of two moments looks for changes.
protocol ComparedProjection: Projection {
    /// - Returns: `nil` for a row that shows nothing, or that another read model shows.
    static func shown(_ row: Row, key: String) -> ShownRow?
    /// Whether an event can change what is shown; a row that others touch need not be read.
    static func canChange(_ event: FilingEvent) -> Bool
}

extension ComparedProjection {
    static func canChange(_ event: FilingEvent) -> Bool { true }
}

extension Timeline: ComparedProjection {
    /// Filings are shown by ``FilingList``.
    static func canChange(_ event: FilingEvent) -> Bool {
        if case .filingListed = event { return false }
        return event.filingReference == nil
    }

    static func shown(_ row: Row, key: String) -> ShownRow? {
        guard let record = row.record else { return nil }
        guard let claim = record["claim"]?.stringValue else {
            return ShownRow(.name, id: record["id"]?.stringValue ?? key, record: record)
        }
        return ShownRow(.claim, id: claim, record: record)
    }
}

extension FilingList: ComparedProjection {
    static func shown(_ row: Row, key: String) -> ShownRow? {
        ShownRow(.filing, id: row.accession, record: row.record)
    }
}

extension Milestones: ComparedProjection {
    static func shown(_ row: Row, key: String) -> ShownRow? {
        let story = row.story
        var members: JSONObject = ["state": .string(story.state.rawValue)]
        members["baseline"] = story.baseline?.date?.json
        members["plan"] = story.plan?.date?.json
        members["term"] = story.term?.date?.json
        members["actual"] = story.actuals.first?.date?.json
        members["claims"] = .texts(story.points.map(\.claim).sorted())
        return ShownRow(
            .milestone, id: story.key, title: "\(story.key): \(story.state.rawValue)",
            members: members)
    }
}

extension Conflicts: ComparedProjection {
    static func shown(_ row: Row, key: String) -> ShownRow? {
        guard row.opened != nil else { return nil }
        let about = row.comparison.subject
        return ShownRow(
            .conflict, id: about,
            title: "\(about): sources differ in \(row.differs.joined(separator: ", "))",
            members: [
                "claims": .texts(row.comparison.claims.map(\.claim.id).sorted()),
                "differs": .texts(row.differs),
            ])
    }
}

extension Companies: ComparedProjection {
    static func canChange(_ event: FilingEvent) -> Bool {
        switch event {
        case .companyNamed, .companyIdentified, .companyDescribed: true
        default: false
        }
    }

    static func shown(_ row: Row, key: String) -> ShownRow? {
        // Of a company that only its filings name there is nothing to show here.
        if row.names.isEmpty, row.identifiers.isEmpty, row.described == nil { return nil }
        var members: JSONObject = ["name": .string(row.name)]
        members["names"] = list(row.names, showing: ["kind", "name"])
        members["identifiers"] = list(row.identifiers, showing: ["scheme", "value"])
        members["described"] = row.described.map { .object($0) }
        return ShownRow(
            .company, id: StreamName(stored: key).companyKey, title: row.name,
            members: members)
    }

    private static func list(_ values: [JSONValue], showing names: [String]) -> JSONValue? {
        var texts: [JSONValue] = []
        for value in values {
            let words = names.compactMap { value[$0]?.stringValue }
            let text = JSONValue.string(words.joined(separator: " "))
            if !texts.contains(text) { texts.append(text) }
        }
        return texts.isEmpty ? nil : .array(texts)
    }
}

extension JSONValue {
    fileprivate static func texts(_ texts: [String]) -> JSONValue {
        .array(texts.map { .string($0) })
    }
}
