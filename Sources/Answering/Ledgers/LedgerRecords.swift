import CanonicalJSON
import EventStorage
import Rendering

/// The ledgers of the database, asked in the usual one.
public struct LedgersQuestion: Question {
    public init() {}

    public func answer(at limits: LimitTexts, in ledger: Ledger) async throws -> Answer {
        Answer(ledgers: try await LedgerList(ledger.pool).entries())
    }
}

extension Answer {
    /// The ledgers of a database: how long each is, how far signed, how large.
    public init(ledgers entries: [LedgerList.Entry]) {
        self.init(
            RecordSet(fields: Self.ledgerFields, records: entries.map { Record($0) }),
            remarks: entries.isEmpty ? ["there is no ledger yet; annals migrate makes one"] : [])
    }

    private static let ledgerFields: [Field] = [
        "ledger", Field("position", .number), "recordedAt", Field("signed", .number), "origin",
        Field("bytes", .number, detail: true),
    ]

    /// Answers to one question in several ledgers as one, with the ledger's name in each record.
    ///
    /// Positions of different ledgers have no order among them: records stay together by ledger, and
    /// the basis is one for each.
    public init(_ answers: [(ledger: LedgerName, answer: Answer)]) {
        var fields: [Field] = []
        var (records, remarks, bases) = ([Record](), [String](), [JSONValue]())
        for (ledger, answer) in answers {
            for field in answer.records.fields where !fields.contains(where: { $0 == field }) {
                fields.append(field)
            }
            let name = JSONValue.string(ledger.text)
            records += answer.records.records.map { record in
                record.entries.reduce(into: ["ledger": name]) { $0[$1.name] = $1.value }
            }
            remarks += answer.remarks.map { "ledger \(ledger): \($0)" }
            if let basis = answer.records.basis {
                bases.append(
                    .object(basis.members.reduce(into: ["ledger": name]) { $0[$1.name] = $1.value })
                )
            }
        }
        self.init(
            RecordSet(
                fields: ["ledger"] + fields, records: records, basis: ["ledgers": .array(bases)]),
            remarks: remarks, hasFindings: answers.contains { $0.answer.hasFindings })
    }
}

extension Record {
    init(_ entry: LedgerList.Entry) {
        self = [
            "ledger": .string(entry.name.text), "position": .integer(entry.position),
            "bytes": .integer(entry.sizeBytes),
        ]
        self["recordedAt"] = entry.recordedAt.map { .string($0.text) }
        self["signed"] = entry.signedEvents.map { .integer($0) }
        self["origin"] = entry.origin.map { .string($0) }
    }
}
