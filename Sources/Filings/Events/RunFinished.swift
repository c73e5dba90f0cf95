import CanonicalJSON

/// An ingestion run looked at a register: what at, when, and what became of it, also when it found
/// nothing. In the stream of the register's source: `register-edgar-index`.
///
/// A run too large for one entry is several events of the same ``run``, each with its share of the
/// lists and of the counts: they add up.
public struct RunFinished: EventData {
    public static let type = "run.finished"

    public enum Outcome: String, Sendable, CaseIterable {
        /// All that was asked for was read, or is known not to exist.
        case complete
        /// Something was refused, unavailable or left unread; the coverage says what.
        case partial
        /// Nothing could be read.
        case failed
    }

    /// `edgar-index/2026-11-26T01:17:59.000000Z`.
    public var run: String
    /// `edgar-submissions`
    public var source: String
    public var startedAt: Instant
    public var finishedAt: Instant
    public var outcome: Outcome
    /// The command that asks for the same again, without what is secret.
    public var command: String
    public var counts: RunCounts
    public var documents: [RunDocument]
    public var coverage: [RunCoverage]
    public var refusals: [RunRefusal]
    /// 1 of 1, where one entry holds it all.
    public var part: Int64
    public var parts: Int64

    public init(
        run: String, source: String, startedAt: Instant, finishedAt: Instant, outcome: Outcome,
        command: String, counts: RunCounts = RunCounts(), documents: [RunDocument] = [],
        coverage: [RunCoverage] = [], refusals: [RunRefusal] = [], part: Int64 = 1,
        parts: Int64 = 1
    ) {
        self.run = run
        self.source = source
        self.startedAt = startedAt
        self.finishedAt = finishedAt
        self.outcome = outcome
        self.command = command
        self.counts = counts
        self.documents = documents
        self.coverage = coverage
        self.refusals = refusals
        self.part = part
        self.parts = parts
    }

    public init(data: JSONObject) throws(EventDataError) {
        let members = EventMembers(type: Self.type, data: data)
        self.init(
            run: try members.text("run"), source: try members.text("source"),
            startedAt: try members.instant("startedAt"),
            finishedAt: try members.instant("finishedAt"),
            outcome: try members.choice("outcome"), command: try members.text("command"),
            counts: try RunCounts(members.optionalObject("counts") ?? [:]),
            documents: try members.parts("documents", RunDocument.init),
            coverage: try members.parts("coverage", RunCoverage.init),
            refusals: try members.parts("refusals", RunRefusal.init),
            part: try members.optionalInteger("part") ?? 1,
            parts: try members.optionalInteger("parts") ?? 1)
    }

    public var data: JSONObject {
        var data: JSONObject = [
            "run": .string(run), "source": .string(source), "startedAt": .string(startedAt.text),
            "finishedAt": .string(finishedAt.text), "outcome": .string(outcome.rawValue),
            "command": .string(command), "counts": .object(counts.json),
        ]
        data["documents"] = .list(documents.map(\.json))
        data["coverage"] = .list(coverage.map(\.json))
        data["refusals"] = .list(refusals.map(\.json))
        if parts > 1 {
            data["part"] = .integer(part)
            data["parts"] = .integer(parts)
        }
        return data
    }
}

extension EventMembers {
    fileprivate func parts<Part>(
        _ field: String, _ read: (EventMembers) throws(EventDataError) -> Part
    ) throws(EventDataError) -> [Part] {
        var parts: [Part] = []
        for object in try objects(field) {
            parts.append(try read(EventMembers(type: type, data: object)))
        }
        return parts
    }
}

extension JSONValue {
    /// `nil` for an empty list, which is not written.
    fileprivate static func list(_ objects: [JSONObject]) -> JSONValue? {
        objects.isEmpty ? nil : .array(objects.map { .object($0) })
    }
}
