import ArgumentParser
import CanonicalJSON
import EventStorage
import Filings
import Postgres
import Projections
import Rendering
import Sealing

struct ShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "One event, claim or filing whole: wording, source, versions, entry.",
        discussion: """
            ID is a position (12 or #12), a claim id (F10, or innotron/F10), an accession number or \
            another register's own number of a filing, or a source key. A claim comes as it is in \
            force, with all its versions; a filing with all that was said of it later, in the order \
            of the log.
            """)

    @Argument(help: "What to show.")
    var id: String

    @OptionGroup var question: QuestionOptions
    @OptionGroup var output: OutputOptions
    @OptionGroup var database: DatabaseOptions

    func run() async throws {
        try await database.withLog { ledger in
            let limits = try await question.limits(in: ledger.store)
            var records = try await records(in: ledger, at: limits)
            guard !records.isEmpty else {
                let limit = limits.asOf.map { " that was public by \($0.text)" } ?? ""
                throw CommandFailure(
                    "Nothing is recorded as \(id)\(limit). Try: annals find \(id)", .usage)
            }
            try await addProof(to: &records, in: ledger, at: limits)
            var output = output
            if output.format == nil, output.fields == nil { output.format = .table }
            if output.chosenFormat == .table { output.expanded = true }
            if output.chosenFormat == .table && output.fields == nil {
                records = records.map(\.flattened)
            }
            try output.show(
                RecordSet(
                    fields: Self.fields(of: records), records: records, basis: limits.basis))
            StandardOutput.flush()
        }
    }

    private func records(in ledger: Ledger, at limits: QuestionLimits) async throws -> [Record] {
        if Ledger.position(in: id) == nil {
            let claims = try await ledger.claims(id, at: limits)
            if !claims.isEmpty { return claims.map { Record(whole: $0) } }
        }
        return try await ledger.events(meaning: id, at: limits)
            .filter { $0.position <= limits.position && limits.shows($0) }
            .map { Record(whole: $0) }
    }

    /// Says of each record with a position whether a checkpoint covers it.
    ///
    /// Not under limits: an answer that repeats cannot tell what was signed since.
    private func addProof(
        to records: inout [Record], in ledger: Ledger, at limits: QuestionLimits
    ) async throws {
        guard !limits.isPinned, limits.asOf == nil else { return }
        let newest = try await reportingSealFailures {
            try await LogCheckpoints(ledger.store).newest()
        }
        guard let newest else { return }
        for index in records.indices {
            guard let position = records[index]["position"]?.integerValue else { continue }
            let size = newest.checkpoint.size
            records[index]["proof"] = .string(
                position <= size ? "signed: annals prove \(position)" : "not signed yet")
        }
    }

    /// The fields that occur, in the order in which they are met.
    private static func fields(of records: [Record]) -> [Field] {
        var fields: [Field] = []
        for entry in records.flatMap(\.entries)
        where !fields.contains(where: { $0.name == entry.name }) {
            let members = entry.value.objectValue?.members.map(\.name) ?? []
            fields.append(Field(entry.name, .text, members: members))
        }
        return fields
    }
}

extension Record {
    /// The same with the members of objects as fields of their own: `date.earliest`.
    fileprivate var flattened: Record {
        var record = Record()
        for entry in entries { record.add(entry.value, as: entry.name) }
        return record
    }

    private mutating func add(_ value: JSONValue, as name: String) {
        switch value {
        case .object(let object):
            for member in object { add(member.value, as: "\(name).\(member.name)") }
        case .array(let values) where values.allSatisfy({ $0.stringValue != nil }):
            self[name] = .string(values.compactMap(\.stringValue).joined(separator: "; "))
        case .array(let values) where values.allSatisfy({ $0["title"]?.stringValue != nil }):
            for (index, value) in values.enumerated() {
                self["\(name)[\(index)]"] = value["title"]
            }
        default:
            self[name] = value
        }
    }

    /// Everything that an event says, in an order to read it in.
    init(whole event: RecordedEvent) {
        let data = event.event.data
        self = Record(event)
        self["data"] = nil
        self["source"] = nil
        self["title"] = .string(data["title"]?.stringValue ?? event.event.title)
        self["stream"] = .string(event.stream.text)
        for member in data where member.name != "title" && member.name != "company" {
            self[member.name] = member.value
        }
        if data["source"] == nil { self["source"] = .string(event.source) }
        if case .filingListed(let filing) = event.event {
            let meanings = zip(filing.items, filing.itemMeanings).map { code, item in
                JSONValue.string(item.map { "\(code) \($0.meaning)" } ?? code)
            }
            if !meanings.isEmpty { self["itemMeanings"] = .array(meanings) }
            self["acceptedAt"] = event.publishedAt.map { .string($0.text) }
        }
    }
}
